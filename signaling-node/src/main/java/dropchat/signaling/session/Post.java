package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.ForPeer;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Refusal;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.BusMessage.Reopen;
import dropchat.cluster.BusMessage.Reopened;
import dropchat.cluster.BusMessage.Signal;

/** Brings what the cluster says to the session it is for. */
final class Post {

  private final Switchboard board;
  private final Pairing pairing;
  private final Reopening reopening;
  private final Parting parting;

  Post(Switchboard board, Pairing pairing, Reopening reopening, Parting parting) {
    this.board = board;
    this.pairing = pairing;
    this.reopening = reopening;
    this.parting = parting;
  }

  void bring(Session to, ForPeer message, long nowMs) {
    switch (message) {
      case Match match -> pairing.matched(to, match, nowMs);
      case Proposal proposal -> pairing.proposed(to, proposal, nowMs);
      case Acceptance acceptance -> pairing.accepted(to, acceptance, nowMs);
      case Refusal refusal -> pairing.refused(to, refusal, nowMs);
      case Signal signal -> to.hear(signal);
      case Reopen reopen -> reopening.called(to, reopen, nowMs);
      case Reopened reopened -> reopening.answered(to, reopened, nowMs);
      case Left left -> parting.left(to, left, nowMs);
    }
  }

  /** The socket it was for is gone: whoever waits for an answer gets one. */
  void turnAway(ForPeer message) {
    switch (message) {
      case Match m -> board.tellMatchmaker(new Release(m.guest()));
      case Proposal p -> board.send(p.host().node(), new Refusal(p.guest(), p.host()));
      case Acceptance a -> board.send(a.guest().node(), new Left(a.host(), a.guest()));
      case Reopen r -> board.send(r.caller().node(), new Left(r.called(), r.caller()));
      case Reopened r -> board.send(r.called().node(), new Left(r.caller(), r.called()));
      case Refusal refusal -> {}
      case Signal signal -> {}
      case Left left -> {}
    }
  }
}

package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.Seat;
import dropchat.signaling.session.Session.State;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ServerMessage;
import java.util.function.Predicate;

/** How what there is comes to an end without the client's doing. */
final class Parting {

  private final Switchboard board;

  Parting(Switchboard board) {
    this.board = board;
  }

  /** The other side said so. */
  void left(Session session, Left left, long nowMs) {
    if (!left.to().equals(session.seat())) {
      return;
    }
    boolean callRefused = session.calling() && left.from().equals(session.asking);
    if (callRefused && session.state == State.PAIRING) {
      session.asking = null; // the call that crossed ours has reopened already
    } else if (callRefused || left.from().equals(session.partner)) {
      part(session, nowMs);
    }
  }

  /** Nobody answers at those seats any more. */
  void gone(Session session, Predicate<Seat> lost, long nowMs) {
    boolean askedIsLost = session.asking != null && lost.test(session.asking);
    if (session.proposing() && askedIsLost) {
      session.waitOn(nowMs);
    } else if (askedIsLost || session.partner != null && lost.test(session.partner)) {
      part(session, nowMs);
    }
  }

  /** It waited for an answer or a partner's link, or did nothing at all, for as long as it may. */
  void timeIsUp(Session session, long nowMs) {
    if (session.proposing()) {
      board.tellMatchmaker(new Silence(session.asking.node()));
      board.send(session.asking.node(), new Left(session.seat(), session.asking.next()));
      session.waitOn(nowMs);
    } else if (session.calling() || session.state == State.PAIRING) {
      part(session, nowMs);
    } else if (session.state == State.IDLE) {
      board.close(session, CloseCode.IDLE);
    }
  }

  private void part(Session session, long nowMs) {
    session.become(State.IDLE, nowMs);
    board.tell(session, new ServerMessage.PeerLeft());
  }
}

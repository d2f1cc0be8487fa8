package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Refusal;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.Profile;
import dropchat.cluster.Seat;
import dropchat.cluster.Shared;
import dropchat.signaling.session.Session.State;
import dropchat.signaling.wire.ServerMessage;

/**
 * How a match becomes true, in four steps, each guarded by both seats' epochs:
 *
 * <ol>
 *   <li>the host's session proposes, and is {@code asking};
 *   <li>the guest's accepts and is paired, or refuses;
 *   <li>the host's hears the acceptance and is paired too; the guest's repeats it before each
 *       signal until it has heard from the host;
 *   <li>refused or unanswered, the host's waits on.
 * </ol>
 */
final class Pairing {

  private final Switchboard board;

  Pairing(Switchboard board) {
    this.board = board;
  }

  void matched(Session host, Match match, long nowMs) {
    boolean waits = host.state == State.WAITING && host.asking == null;
    if (!waits || !match.host().equals(host.seat())) {
      board.tellMatchmaker(new Release(match.guest()));
      return;
    }
    board.withdraw(host.seat());
    host.advance();
    host.ask(match.guest(), nowMs);
    board.send(
        match.guest().node(),
        new Proposal(host.seat(), match.guest(), host.profile(), match.shared()));
  }

  void proposed(Session guest, Proposal proposal, long nowMs) {
    var host = proposal.host();
    boolean again = guest.unheard != null && host.equals(guest.partner);
    if (again) {
      board.send(host.node(), guest.unheard);
      return;
    }
    if (guest.state != State.WAITING || !proposal.guest().equals(guest.seat())) {
      board.send(host.node(), new Refusal(proposal.guest(), host));
      return;
    }
    board.withdraw(guest.seat());
    guest.advance();
    var acceptance = new Acceptance(guest.seat(), host, guest.profile(), proposal.shared());
    pair(guest, host, proposal.profile(), proposal.shared(), false, nowMs);
    guest.unheard = acceptance;
    board.send(host.node(), acceptance);
  }

  void accepted(Session host, Acceptance acceptance, long nowMs) {
    var guest = acceptance.guest();
    boolean answersUs = acceptance.host().equals(host.seat());
    if (answersUs && host.proposing() && guest.equals(host.asking.next())) {
      pair(host, guest, acceptance.profile(), acceptance.shared(), true, nowMs);
      return;
    }
    boolean again = guest.equals(host.partner) || host.state == State.TALKING;
    boolean called = host.calling() && guest.equals(host.asking); // its answer to that will come
    if (!answersUs || !(again || called)) {
      board.send(guest.node(), new Left(acceptance.host(), guest));
    }
  }

  void refused(Session host, Refusal refusal, long nowMs) {
    boolean answersUs = refusal.host().equals(host.seat());
    if (answersUs && host.proposing() && refusal.guest().equals(host.asking)) {
      host.waitOn(nowMs);
    }
  }

  private void pair(
      Session session, Seat with, Profile profile, Shared shared, boolean offerer, long nowMs) {
    session.pairWith(with, nowMs);
    var credentials = board.credentials();
    board.tell(
        session,
        new ServerMessage.Matched(
            offerer,
            credentials.ofPeer(with, profile.handle(), session),
            profile.country(),
            profile.commit(),
            credentials.own(session),
            board.house().ice().toCall(session.origin.address()),
            shared));
  }
}

package dropchat.signaling.session;

import dropchat.signaling.session.Session.State;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessage.Connected;
import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ClientMessage.Leave;
import dropchat.signaling.wire.ClientMessage.Reopen;
import dropchat.signaling.wire.ClientMessage.Report;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.ServerMessage;

/** What a client asks its session for. */
final class Requests {

  private final Switchboard board;
  private final Reopening reopening;

  Requests(Switchboard board, Reopening reopening) {
    this.board = board;
    this.reopening = reopening;
  }

  void hear(Session from, ClientMessage message, long nowMs) {
    switch (message) {
      case Join join -> join(from, join, nowMs);
      case Leave leave -> from.leave(nowMs);
      case Connected connected -> connected(from, nowMs);
      case Reopen reopen -> reopening.call(from, reopen.token(), nowMs);
      case Report report -> report(from, report.token());
      case Inspect inspect -> inspect(from, nowMs);
    }
  }

  private void join(Session session, Join join, long nowMs) {
    long since = session.state == State.WAITING ? session.waitingSinceMs : nowMs;
    session.leave(nowMs);
    session.renewHandle();
    var house = board.house();
    var cooldown = house.abuse().cooldown(session.origin.address(), session.handle);
    if (cooldown.isPositive()) {
      board.tell(session, new ServerMessage.Cooldown(cooldown.plusMillis(999).toSeconds()));
      return;
    }
    var widening = house.rules().widening();
    var left = widening.secondsLeft(join.languages(), join.interests(), nowMs - since);
    board.tell(session, new ServerMessage.Waiting(left));
    session.waitFor(join, since, nowMs);
  }

  /** One that is idle may be a new socket, of a talk that goes on. */
  private void connected(Session session, long nowMs) {
    if (session.state == State.PAIRING || session.state == State.IDLE) {
      session.become(State.TALKING, nowMs);
    }
  }

  private void report(Session session, String text) {
    var token = board.credentials().openPeer(text, session);
    token.ifPresent(open -> board.report(open.subject(), open.recipient()));
    board.tell(
        session,
        token.isPresent()
            ? new ServerMessage.Reported()
            : new ServerMessage.Error(ErrorCode.BAD_TOKEN));
  }

  private void inspect(Session session, long nowMs) {
    var held = Knowledge.of(session, board.credentials(), nowMs);
    held.putAll(board.heldOutside(session));
    board.tell(session, new ServerMessage.Knowledge(held));
  }
}

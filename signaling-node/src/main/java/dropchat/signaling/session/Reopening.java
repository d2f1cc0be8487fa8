package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Reopen;
import dropchat.cluster.BusMessage.Reopened;
import dropchat.cluster.Seat;
import dropchat.signaling.session.Session.State;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.ServerMessage;

/**
 * Two who talk already and lost their way to each other: one calls the other by token, and a
 * pairing stands again at both ends. Both may call at once.
 */
final class Reopening {

  private final Switchboard board;

  Reopening(Switchboard board) {
    this.board = board;
  }

  /** No leave: the epoch stays, so that tokens in flight stay good. */
  void call(Session caller, String text, long nowMs) {
    var token = board.credentials().open(text, caller);
    if (token.isEmpty()) {
      board.tell(caller, new ServerMessage.Error(ErrorCode.BAD_TOKEN));
      return;
    }
    var called = token.get().seat();
    caller.breakOffUnless(called);
    caller.become(State.IDLE, nowMs);
    caller.ask(called, nowMs);
    board.send(called.node(), new Reopen(caller.seat(), called, caller.handle));
  }

  void called(Session session, Reopen reopen, long nowMs) {
    var caller = reopen.caller();
    if (!reopen.called().equals(session.seat())) {
      board.send(caller.node(), new Left(reopen.called(), caller));
      return;
    }
    boolean crossing = session.calling() && session.asking.samePeer(caller);
    var asking = crossing ? session.asking : null;
    session.breakOffUnless(caller);
    open(session, caller, reopen.handle(), nowMs);
    session.asking = asking;
    board.send(caller.node(), new Reopened(session.seat(), caller, session.handle));
  }

  void answered(Session caller, Reopened reopened, long nowMs) {
    var called = reopened.called();
    boolean answersUs = reopened.caller().equals(caller.seat());
    if (answersUs && caller.calling() && called.equals(caller.asking)) {
      open(caller, called, reopened.handle(), nowMs);
    } else if (!answersUs || !called.equals(caller.partner)) {
      board.send(called.node(), new Left(reopened.caller(), called));
    }
  }

  private void open(Session session, Seat with, int handle, long nowMs) {
    session.pairWith(with, nowMs);
    var credentials = board.credentials();
    board.tell(
        session,
        new ServerMessage.Reopened(
            credentials.ofReopened(with, handle),
            credentials.own(session),
            board.house().ice().toCall(session.origin.address())));
  }
}

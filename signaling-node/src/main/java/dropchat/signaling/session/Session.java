package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Profile;
import dropchat.cluster.Seat;
import dropchat.cluster.Shared;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.ServerMessage;
import java.util.function.Predicate;

/**
 * One peer's life, from welcome to close. Pure: it is told what happened and when, and answers
 * through {@link Switchboard}. NOT thread safe.
 *
 * <pre>
 *          join                matched                 connected
 * IDLE ─────────► WAITING ─────────────► PAIRING ─────────────────► TALKING
 * </pre>
 *
 * How two sessions come into a pairing is told in {@link Delivery} and {@link Reopening}.
 */
final class Session {

  enum State {
    IDLE,
    WAITING,
    PAIRING,
    TALKING
  }

  private static final long NEVER = Long.MAX_VALUE;

  final Origin origin;
  private final Switchboard board;

  State state = State.IDLE;

  /** Where this peer sits: join, leave and match each advance its epoch. */
  private Seat seat;

  /** The address' abuse handle, on the day of the latest join. */
  int handle;

  /** The era of {@link #handle}, see {@link Abuse#era}; they count up from 0. */
  private int era = -1;

  /** What was joined with; null once it is of no more use. */
  Join wish;

  /** Since when the peer waits, through re-joins and refused proposals; 0 while it does not. */
  long waitingSinceMs;

  /** The other end of the pairing; null unless {@link State#PAIRING}. */
  Seat partner;

  /**
   * Whom we have proposed to (while waiting) or want to reopen with (else), until there is an
   * answer.
   */
  Seat asking;

  /** A guest's acceptance, repeated before each signal until the host has been heard. */
  Acceptance unheard;

  /** When a socket that does nothing is closed; a leave does not put it off. */
  long idleUntilMs;

  /** When the present state, or the wait for an answer, ends by itself. */
  long deadlineMs;

  Session(long socket, Origin origin, Switchboard board, long nowMs) {
    this.seat = new Seat(board.node(), socket, 0);
    this.origin = origin;
    this.board = board;
    renewHandle();
    this.idleUntilMs = nowMs + board.house().rules().idleMs();
    this.deadlineMs = idleUntilMs;
  }

  Seat seat() {
    return seat;
  }

  /** Whatever was meant for the seat until now no longer fits. */
  void advance() {
    seat = seat.next();
  }

  // ---- what the client says

  void join(Join joined, long nowMs) {
    long since = state == State.WAITING ? waitingSinceMs : nowMs;
    leave(nowMs);
    renewHandle();
    var cooldown = board.house().abuse().cooldown(origin.address(), handle);
    if (cooldown.isPositive()) {
      tell(new ServerMessage.Cooldown(cooldown.plusMillis(999).toSeconds()));
      return;
    }
    wish = joined;
    waitingSinceMs = since;
    tell(
        new ServerMessage.Waiting(
            board
                .house()
                .rules()
                .widening()
                .secondsLeft(joined.languages(), joined.interests(), nowMs - since)));
    queue(nowMs);
  }

  void leave(long nowMs) {
    breakOff();
    advance();
    become(State.IDLE, nowMs);
  }

  void connected(long nowMs) {
    if (state == State.PAIRING || state == State.IDLE) {
      become(State.TALKING, nowMs);
    }
  }

  void signal(byte[] bytes, long nowMs) {
    if (state != State.PAIRING) {
      return;
    }
    if (unheard != null) {
      board.send(partner.node(), unheard);
    }
    board.relay(new Signal(seat, partner, bytes), nowMs);
  }

  void report(String text) {
    var token = board.credentials().openPeer(text, this);
    token.ifPresent(open -> board.report(open.subject(), open.recipient()));
    tell(
        token.isPresent()
            ? new ServerMessage.Reported()
            : new ServerMessage.Error(ErrorCode.BAD_TOKEN));
  }

  void inspect(long nowMs) {
    var held = Knowledge.of(this, nowMs);
    held.putAll(board.heldOutside(this));
    tell(new ServerMessage.Knowledge(held));
  }

  /** The socket is gone, and so is this session. */
  void lost() {
    breakOff();
  }

  // ---- what the cluster says (see also Delivery and Reopening)

  void left(Left left, long nowMs) {
    if (!left.to().equals(seat())) {
      return;
    }
    boolean callRefused = calling() && left.from().equals(asking);
    if (callRefused && state == State.PAIRING) {
      asking = null; // the call that crossed ours has reopened already
    } else if (callRefused || left.from().equals(partner)) {
      become(State.IDLE, nowMs);
      tell(new ServerMessage.PeerLeft());
    }
  }

  /** To a matchmaker that may know nothing of us. */
  void announce(long nowMs) {
    if (state == State.WAITING && asking == null) {
      board.queue(ticket(nowMs));
    }
  }

  /** Nobody answers at those seats any more. */
  void gone(Predicate<Seat> lost, long nowMs) {
    if (proposing() && lost.test(asking)) {
      waitOn(nowMs);
    } else if (partner != null && lost.test(partner) || calling() && lost.test(asking)) {
      become(State.IDLE, nowMs);
      tell(new ServerMessage.PeerLeft());
    }
  }

  // ---- what time says

  void tick(long nowMs) {
    if (nowMs < deadlineMs) {
      return;
    }
    if (proposing()) {
      board.tellMatchmaker(new Silence(asking.node()));
      board.send(asking.node(), new Left(seat(), asking.next()));
      waitOn(nowMs);
    } else if (calling() || state == State.PAIRING) {
      become(State.IDLE, nowMs);
      tell(new ServerMessage.PeerLeft());
    } else if (state == State.IDLE) {
      board.close(this, CloseCode.IDLE);
    }
  }

  // ---- steps

  /** Proposed to somebody, not yet heard. */
  boolean proposing() {
    return state == State.WAITING && asking != null;
  }

  /** Reopening with somebody, not yet heard. */
  boolean calling() {
    return state != State.WAITING && asking != null;
  }

  void become(State next, long nowMs) {
    if (next == State.IDLE && state != State.IDLE) {
      idleUntilMs = nowMs + board.house().rules().idleMs();
    }
    state = next;
    partner = null;
    asking = null;
    unheard = null;
    if (next != State.WAITING) {
      wish = null;
      waitingSinceMs = 0;
    }
    deadlineMs =
        switch (next) {
          case IDLE -> idleUntilMs;
          case PAIRING -> nowMs + board.house().rules().pairingMs();
          case WAITING, TALKING -> NEVER;
        };
  }

  /** Nothing more happens until there is an answer from there, or it took too long. */
  void ask(Seat other, long nowMs) {
    asking = other;
    deadlineMs = nowMs + board.house().rules().proposalMs();
  }

  private void renewHandle() {
    int now = board.house().abuse().era(); // asked first: a handle that is newer is renewed
    if (now != era) {
      era = now;
      handle = board.house().abuse().handle(origin.address());
    }
  }

  private void queue(long nowMs) {
    become(State.WAITING, nowMs);
    board.queue(ticket(nowMs));
  }

  /** Under a new epoch, so that a late acceptance no longer fits. */
  void waitOn(long nowMs) {
    advance();
    queue(nowMs);
  }

  void pair(Seat with, Profile profile, Shared shared, boolean offerer, long nowMs) {
    become(State.PAIRING, nowMs);
    partner = with;
    tell(
        new ServerMessage.Matched(
            offerer,
            board.credentials().ofPeer(with, profile.handle(), this),
            profile.country(),
            profile.commit(),
            ownToken(),
            board.house().ice().toCall(origin.address()),
            shared));
  }

  void open(Seat with, int handle, long nowMs) {
    become(State.PAIRING, nowMs);
    partner = with;
    tell(
        new ServerMessage.Reopened(
            board.credentials().ofReopened(with, handle),
            ownToken(),
            board.house().ice().toCall(origin.address())));
  }

  /**
   * Out of the line, the proposal, the call or the pairing; whoever is at its other end is told.
   */
  private void breakOff() {
    breakOffUnless(null);
  }

  /**
   * The same, but whoever sits just there is told nothing: what comes next replaces what there was
   * with it. At another epoch it would refuse what comes next.
   */
  void breakOffUnless(Seat same) {
    if (proposing()) {
      tellLeftUnless(same, asking.next());
    } else if (state == State.WAITING) {
      board.withdraw(seat());
    } else {
      tellLeftUnless(same, partner);
      tellLeftUnless(same, asking);
    }
  }

  private void tellLeftUnless(Seat same, Seat other) {
    if (other != null && !other.equals(same)) {
      board.send(other.node(), new Left(seat(), other));
    }
  }

  Profile profile() {
    return new Profile(wish.commit(), origin.country(), handle);
  }

  String ownToken() {
    return board.credentials().own(this);
  }

  String sealed(Seat other) {
    return board.credentials().ofSeat(other);
  }

  boolean hasDeadline() {
    return deadlineMs != NEVER;
  }

  private Ticket ticket(long nowMs) {
    var avoided = board.credentials().peers(wish.avoid(), this);
    return new Ticket(seat(), wish.languages(), wish.interests(), avoided, nowMs - waitingSinceMs);
  }

  private void tell(ServerMessage message) {
    board.tell(this, message);
  }
}

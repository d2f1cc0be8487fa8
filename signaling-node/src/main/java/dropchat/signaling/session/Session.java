package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Profile;
import dropchat.cluster.Seat;
import dropchat.signaling.wire.ClientMessage.Join;

/**
 * One peer's life, from welcome to close: its state, and the steps that it can take. Pure: the
 * time comes in, and what others are to know goes to the {@link Switchboard}. NOT thread safe.
 *
 * <pre>
 *          join                matched                 connected
 * IDLE ─────────► WAITING ─────────────► PAIRING ─────────────────► TALKING
 * </pre>
 *
 * Which step comes when: for what the client asks for see {@link Requests}; for how two sessions
 * come into a pairing, {@link Pairing} and {@link Reopening}; for how it ends, {@link Parting}.
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

  /** Whatever there was is over: idle, at a new epoch. */
  void leave(long nowMs) {
    breakOff();
    advance();
    become(State.IDLE, nowMs);
  }

  /** From the client, for its partner; dropped unless there is a pairing. */
  void signal(byte[] bytes, long nowMs) {
    if (state != State.PAIRING) {
      return;
    }
    if (unheard != null) {
      board.send(partner.node(), unheard);
    }
    board.relay(new Signal(seat, partner, bytes), nowMs);
  }

  /** From a peer; dropped unless that one is the partner, and means this seat. */
  void hear(Signal signal) {
    boolean fits = signal.to().equals(seat) && signal.from().equals(partner);
    if (state == State.PAIRING && fits) {
      unheard = null;
      board.deliver(this, signal.bytes());
    }
  }

  /** To a matchmaker that may know nothing of us. */
  void announce(long nowMs) {
    if (state == State.WAITING && asking == null) {
      board.queue(ticket(nowMs));
    }
  }

  /** Proposed to somebody, not yet heard. */
  boolean proposing() {
    return state == State.WAITING && asking != null;
  }

  /** Reopening with somebody, not yet heard. */
  boolean calling() {
    return state != State.WAITING && asking != null;
  }

  /** With nobody, and no deadline but the state's own. */
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

  /** Where the day is another one. */
  void renewHandle() {
    int now = board.house().abuse().era(); // asked first: a handle that is newer is renewed
    if (now != era) {
      era = now;
      handle = board.house().abuse().handle(origin.address());
    }
  }

  /** Into the line. */
  void waitFor(Join joined, long sinceMs, long nowMs) {
    wish = joined;
    waitingSinceMs = sinceMs;
    queue(nowMs);
  }

  private void queue(long nowMs) {
    become(State.WAITING, nowMs);
    board.queue(ticket(nowMs));
  }

  void pairWith(Seat other, long nowMs) {
    become(State.PAIRING, nowMs);
    partner = other;
  }

  /** Under a new epoch, so that a late acceptance no longer fits. */
  void waitOn(long nowMs) {
    advance();
    queue(nowMs);
  }

  /**
   * Out of the line, the proposal, the call or the pairing; whoever is at its other end is told.
   */
  void breakOff() {
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

  /** What the other side is told at a match. */
  Profile profile() {
    return new Profile(wish.commit(), origin.country(), handle);
  }

  boolean hasDeadline() {
    return deadlineMs != NEVER;
  }

  boolean isDue(long nowMs) {
    return nowMs >= deadlineMs;
  }

  private Ticket ticket(long nowMs) {
    var avoided = board.credentials().peers(wish.avoid(), this);
    return new Ticket(seat(), wish.languages(), wish.interests(), avoided, nowMs - waitingSinceMs);
  }
}

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
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Peer;
import dropchat.cluster.Profile;
import dropchat.cluster.Seat;
import dropchat.cluster.Shared;
import dropchat.signaling.session.Token.Use;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.ServerMessage;
import java.util.List;
import java.util.Optional;
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
 * A match becomes true in four steps, each guarded by both seats' epochs: the host's session
 * proposes (and is {@code asking}), the guest's accepts and is paired, the host's hears of it and
 * is paired too; refused or unanswered, the host waits on.
 */
final class Session {

  enum State {
    IDLE,
    WAITING,
    PAIRING,
    TALKING
  }

  private static final long NEVER = Long.MAX_VALUE;

  final long socket;
  final Origin origin;
  private final Switchboard board;
  private final House house;

  State state = State.IDLE;
  int epoch;

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

  Session(long socket, Origin origin, Switchboard board, House house, long nowMs) {
    this.socket = socket;
    this.origin = origin;
    this.board = board;
    this.house = house;
    this.idleUntilMs = nowMs + house.rules().idleMs();
    this.deadlineMs = idleUntilMs;
  }

  Seat seat() {
    return new Seat(board.node(), socket, epoch);
  }

  // ---- what the client says

  void join(Join joined, long nowMs) {
    long since = state == State.WAITING ? waitingSinceMs : nowMs;
    leave(nowMs);
    var cooldown = house.abuse().cooldown(origin.address());
    if (cooldown.isPositive()) {
      tell(new ServerMessage.Cooldown(cooldown.plusMillis(999).toSeconds()));
      return;
    }
    wish = joined;
    waitingSinceMs = since;
    tell(
        new ServerMessage.Waiting(
            house
                .rules()
                .widening()
                .secondsLeft(joined.languages(), joined.interests(), nowMs - since)));
    queue(nowMs);
  }

  void leave(long nowMs) {
    breakOff();
    epoch++;
    become(State.IDLE, nowMs);
  }

  void connected(long nowMs) {
    if (state == State.PAIRING || state == State.IDLE) {
      become(State.TALKING, nowMs);
    }
  }

  void signal(byte[] bytes) {
    if (state != State.PAIRING) {
      return;
    }
    if (unheard != null) {
      board.send(partner.node(), unheard);
    }
    board.send(partner.node(), new Signal(seat(), partner, bytes));
  }

  /** No leave: the epoch stays, so that tokens in flight stay good. */
  void reopen(String text, long nowMs) {
    var token = opened(text);
    if (token.isEmpty()) {
      tell(new ServerMessage.Error(ErrorCode.BAD_TOKEN));
      return;
    }
    var called = token.get().seat();
    breakOffUnless(called);
    become(State.IDLE, nowMs);
    asking = called;
    deadlineMs = nowMs + house.rules().proposalMs();
    board.send(called.node(), new Reopen(seat(), called, handle()));
  }

  void report(String text) {
    var token = opened(text).filter(open -> open.use() == Use.PEER);
    token.ifPresent(open -> board.report(open.subject(), open.recipient()));
    tell(
        token.isPresent()
            ? new ServerMessage.Reported()
            : new ServerMessage.Error(ErrorCode.BAD_TOKEN));
  }

  void inspect(long nowMs) {
    tell(new ServerMessage.Knowledge(Knowledge.of(this, nowMs)));
  }

  /** The socket is gone, and so is this session. */
  void lost() {
    breakOff();
  }

  // ---- what the cluster says

  void hear(ForPeer message, long nowMs) {
    switch (message) {
      case Match match -> matched(match, nowMs);
      case Proposal proposal -> proposed(proposal, nowMs);
      case Acceptance acceptance -> accepted(acceptance, nowMs);
      case Refusal refusal -> refused(refusal, nowMs);
      case Signal signal -> delivered(signal);
      case Left left -> peerLeft(left, nowMs);
      case Reopen reopen -> reopenedBy(reopen, nowMs);
      case Reopened reopened -> reopenAnswered(reopened, nowMs);
    }
  }

  private void matched(Match match, long nowMs) {
    if (state != State.WAITING || asking != null || !match.host().equals(seat())) {
      board.tellMatchmaker(new Release(match.guest()));
      return;
    }
    board.withdraw(seat());
    epoch++;
    asking = match.guest();
    deadlineMs = nowMs + house.rules().proposalMs();
    board.send(asking.node(), new Proposal(seat(), match.guest(), profile(), match.shared()));
  }

  private void proposed(Proposal proposal, long nowMs) {
    boolean again = state == State.PAIRING && partner.equals(proposal.host()) && unheard != null;
    if (again) {
      board.send(partner.node(), unheard);
      return;
    }
    if (state != State.WAITING || !proposal.guest().equals(seat())) {
      board.send(proposal.host().node(), new Refusal(proposal.guest(), proposal.host()));
      return;
    }
    board.withdraw(seat());
    epoch++;
    var acceptance = new Acceptance(seat(), proposal.host(), profile(), proposal.shared());
    pair(proposal.host(), proposal.profile(), proposal.shared(), false, nowMs);
    unheard = acceptance;
    board.send(partner.node(), acceptance);
  }

  private void accepted(Acceptance acceptance, long nowMs) {
    boolean answersUs = acceptance.host().equals(seat());
    if (answersUs && proposing() && acceptance.guest().equals(asking.next())) {
      pair(acceptance.guest(), acceptance.profile(), acceptance.shared(), true, nowMs);
      return;
    }
    boolean again = answersUs && acceptance.guest().equals(partner);
    if (!again && !(answersUs && state == State.TALKING)) {
      board.send(acceptance.guest().node(), new Left(acceptance.host(), acceptance.guest()));
    }
  }

  private void refused(Refusal refusal, long nowMs) {
    if (proposing() && refusal.host().equals(seat()) && refusal.guest().equals(asking)) {
      waitOn(nowMs);
    }
  }

  private void delivered(Signal signal) {
    if (state == State.PAIRING && signal.to().equals(seat()) && signal.from().equals(partner)) {
      unheard = null;
      board.deliver(this, signal.bytes());
    }
  }

  private void peerLeft(Left left, long nowMs) {
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

  private void reopenedBy(Reopen reopen, long nowMs) {
    var caller = reopen.caller();
    if (!reopen.called().equals(seat())) {
      board.send(caller.node(), new Left(reopen.called(), caller));
      return;
    }
    var crossing = calling() && asking.samePeer(caller) ? asking : null;
    breakOffUnless(caller);
    open(caller, reopen.handle(), nowMs);
    asking = crossing;
    board.send(caller.node(), new Reopened(seat(), caller, handle()));
  }

  private void reopenAnswered(Reopened reopened, long nowMs) {
    var called = reopened.called();
    boolean answersUs = reopened.caller().equals(seat());
    if (answersUs && state != State.WAITING && called.equals(asking)) {
      open(called, reopened.handle(), nowMs);
    } else if (!answersUs || !called.equals(partner)) {
      board.send(called.node(), new Left(reopened.caller(), called));
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
  private boolean proposing() {
    return state == State.WAITING && asking != null;
  }

  /** Reopening with somebody, not yet heard. */
  private boolean calling() {
    return state != State.WAITING && asking != null;
  }

  private void become(State next, long nowMs) {
    if (next == State.IDLE && state != State.IDLE) {
      idleUntilMs = nowMs + house.rules().idleMs();
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
          case PAIRING -> nowMs + house.rules().pairingMs();
          case WAITING, TALKING -> NEVER;
        };
  }

  private void queue(long nowMs) {
    become(State.WAITING, nowMs);
    board.queue(ticket(nowMs));
  }

  /** Under a new epoch, so that a late acceptance no longer fits. */
  private void waitOn(long nowMs) {
    epoch++;
    queue(nowMs);
  }

  private void pair(Seat with, Profile profile, Shared shared, boolean offerer, long nowMs) {
    become(State.PAIRING, nowMs);
    partner = with;
    tell(
        new ServerMessage.Matched(
            offerer,
            tokenFor(with, profile.handle()),
            profile.country(),
            profile.commit(),
            ownToken(),
            house.ice().toCall(),
            shared));
  }

  private void open(Seat with, int handle, long nowMs) {
    become(State.PAIRING, nowMs);
    partner = with;
    tell(new ServerMessage.Reopened(tokenFor(with, handle), ownToken(), house.ice().toCall()));
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
  private void breakOffUnless(Seat same) {
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

  private Ticket ticket(long nowMs) {
    return new Ticket(
        seat(), wish.languages(), wish.interests(), avoided(), nowMs - waitingSinceMs);
  }

  /** Tokens that cannot be used are ignored. */
  private List<Peer> avoided() {
    return wish.avoid().stream()
        .flatMap(text -> opened(text).stream())
        .filter(token -> token.use() == Use.PEER)
        .map(token -> token.seat().peer())
        .distinct()
        .toList();
  }

  private Optional<Token> opened(String text) {
    return house.tokens().open(text).filter(token -> !token.seat().samePeer(seat()));
  }

  private Profile profile() {
    return new Profile(wish.commit(), origin.country(), handle());
  }

  private int handle() {
    return house.abuse().handle(origin.address());
  }

  String ownToken() {
    return house.tokens().seal(new Token(seat(), Use.REACH, handle(), handle()));
  }

  /** Null for null. */
  String sealed(Seat other) {
    return other == null ? null : house.tokens().seal(new Token(other, Use.REACH, 0, 0));
  }

  boolean hasDeadline() {
    return deadlineMs != NEVER;
  }

  private String tokenFor(Seat peer, int subject) {
    return house.tokens().seal(new Token(peer, Use.PEER, subject, handle()));
  }

  private void tell(ServerMessage message) {
    board.tell(this, message);
  }
}

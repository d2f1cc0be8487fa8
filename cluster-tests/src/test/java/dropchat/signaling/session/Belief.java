package dropchat.signaling.session;

import dropchat.cluster.Seat;

/**
 * What one session believes at this moment, shown to whoever checks it from outside.
 *
 * @param partner null unless pairing
 * @param asking null unless proposing or calling
 * @param repeating whether it keeps an acceptance to be said again
 * @param wishing whether it keeps what was joined with
 */
public record Belief(
    Seat seat, Phase phase, Seat partner, Seat asking, boolean repeating, boolean wishing) {

  /** The states of a session. */
  public enum Phase {
    IDLE,
    WAITING,
    PAIRING,
    TALKING
  }

  private static final Phase[] PHASES = Phase.values();

  /** Null if there is no such socket (any more). */
  public static Belief of(Switchboard board, long socket) {
    var session = board.session(socket);
    return session == null
        ? null
        : new Belief(
            session.seat(),
            PHASES[session.state.ordinal()],
            session.partner,
            session.asking,
            session.unheard != null,
            session.wish != null);
  }
}

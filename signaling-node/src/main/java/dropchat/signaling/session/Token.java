package dropchat.signaling.session;

import dropchat.cluster.Seat;

/**
 * What a peer token says once it is open.
 *
 * @param subject the abuse handle of whom it is about
 * @param recipient the abuse handle of whom it was given to
 */
public record Token(Seat seat, Use use, int subject, int recipient) {

  /** What a token is good for. */
  public enum Use {
    /** A socket's own: whoever it passes it on to may reopen signaling with it. */
    REACH,
    /** The peer's, given at a match: may be avoided, reported, reopened. */
    PEER,
    /** Another's seat in the answer to {@code inspect}: good for nothing. */
    NAME
  }
}

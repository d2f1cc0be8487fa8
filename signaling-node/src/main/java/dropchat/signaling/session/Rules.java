package dropchat.signaling.session;

import dropchat.matchmaker.line.Widening;

/**
 * The times that a session goes by, in milliseconds.
 *
 * @param proposalMs how long a host waits for its guest's node, or a caller for the called's
 * @param pairingMs how long a pairing is known at most
 * @param idleMs how long a socket may stay without a join
 */
public record Rules(long proposalMs, long pairingMs, long idleMs, Widening widening) {}

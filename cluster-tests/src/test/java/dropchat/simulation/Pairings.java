package dropchat.simulation;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.Seat;
import dropchat.signaling.session.Belief;
import dropchat.signaling.session.Belief.Phase;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.Reopened;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Invariant 1: nobody is in two pairings.
 *
 * <p>Two nodes cannot learn of a match in the same instant: a guest may be told of one that its
 * host has not heard of yet, or never will hear of, having given up. What can never be, at any
 * time, is
 *
 * <ul>
 *   <li>a seat (a socket at one epoch) that is told {@code matched} twice;
 *   <li>a seat that two others are told to be matched with;
 *   <li>two seats matched with each other of which not exactly one offers;
 *   <li>a session that takes itself to be paired with another seat than its client was last told;
 *   <li>two sessions matched, neither by a reopen, of which one sits just where the other takes its
 *       partner to sit, and is paired with a third, or asks a third;
 *   <li>a peer that is said to have left, and sits there paired with whom that was said to;
 *   <li>a signal that is delivered in another pairing than the one it was sent in;
 *   <li>a client that waits, its join answered, and hears a signal or {@code peer-left}, or that is
 *       paired or talks and hears {@code matched} (looked after by {@link SimulatedClient}).
 * </ul>
 *
 * <p>A reopen replaces an open pairing at once; the one replaced learns it a little later, or at
 * the deadline. So there one seat may have two that take it for their partner, for that long.
 */
final class Pairings {

  private static final String NAME = "1, nobody is in two pairings";

  private final Simulation world;
  private final Map<Seat, Seat> partners = new HashMap<>();
  private final Map<Seat, Seat> claims = new HashMap<>();
  private final Map<Seat, Boolean> offers = new HashMap<>();

  Pairings(Simulation world) {
    this.world = world;
  }

  void matched(SimulatedSocket socket, Matched matched) {
    var own = world.seatIn(matched.token());
    var other = world.seatIn(matched.peerToken());
    require(partners.put(own, other) == null, () -> own + " is matched twice, now with " + other);
    var claimant = claims.put(other, own);
    require(claimant == null, () -> other + " is matched with " + claimant + " and with " + own);
    var third = partners.get(other);
    require(third == null || third.equals(own), () -> other + " has " + third + ", not " + own);
    offers.put(own, matched.offerer());
    var offer = offers.get(other);
    require(
        offer == null || offer != matched.offerer(), () -> own + " and " + other + ": who offers?");
    socket.partner = other;
    socket.reopened = false;
  }

  void reopened(SimulatedSocket socket, Reopened reopened) {
    socket.partner = world.seatIn(reopened.peerToken());
    socket.reopened = true;
  }

  void look(SimulatedSocket socket, Belief belief) {
    if (belief.phase() != Phase.PAIRING) {
      return;
    }
    require(
        belief.partner().equals(socket.partner),
        () -> belief.seat() + " is paired with " + belief.partner() + ", told " + socket.partner);
    var other = world.socketOf(belief.partner());
    if (other == null || other.reopened || socket.reopened) {
      return;
    }
    var theirs = other.node.believed(other);
    require(
        !theirs.seat().equals(belief.partner()) || agrees(theirs, belief.seat()),
        () -> belief + " is with " + theirs);
  }

  /** At the very epoch of the match: with that seat, about to be, or done with it. */
  private static boolean agrees(Belief belief, Seat seat) {
    return switch (belief.phase()) {
      case PAIRING -> belief.partner().equals(seat);
      case WAITING -> belief.asking() != null && belief.asking().next().equals(seat);
      case IDLE, TALKING -> true;
    };
  }

  /** Where no process is gone and no deadline has passed, somebody must have left. */
  void left(SimulatedSocket socket, BusMessage because) {
    if (!(because instanceof Left) || socket.asking != null || socket.reopened) {
      return;
    }
    var seat = socket.node.believed(socket).seat();
    var other = world.socketOf(socket.partner);
    var theirs = other == null || other.reopened ? null : other.node.believed(other);
    require(
        theirs == null || !seat.equals(theirs.partner()),
        () -> seat + " is told of the leaving of " + theirs);
  }

  void delivered(SimulatedSocket socket, byte[] signal) {
    var belief = socket.node.believed(socket);
    var stamp = Stamp.on(signal);
    require(
        stamp.to().equals(belief.seat()) && stamp.from().equals(belief.partner()),
        () -> belief.seat() + " with " + belief.partner() + " hears a signal of " + stamp);
  }

  private static void require(boolean truth, Supplier<String> otherwise) {
    if (!truth) {
      throw new Violation(NAME, otherwise.get());
    }
  }
}

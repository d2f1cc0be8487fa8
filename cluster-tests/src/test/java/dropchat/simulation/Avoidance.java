package dropchat.simulation;

import dropchat.cluster.Peer;
import dropchat.cluster.Seat;
import dropchat.signaling.session.Belief;
import dropchat.signaling.session.Belief.Phase;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ClientMessage.Reopen;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.Reopened;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Invariant 4: an avoided socket is never met.
 *
 * <p>Nobody is told {@code matched} with a peer that their own join, or the join under which that
 * peer was waiting just before, asked to avoid; nor {@code reopened} with one that they avoid and
 * have not called themselves since.
 */
final class Avoidance {

  private static final String NAME = "4, an avoided socket is never met";

  private final Simulation world;

  /** Whom each seat that ever waited avoided; those who avoid nobody are left out. */
  private final Map<Seat, Set<Peer>> avoided = new HashMap<>();

  Avoidance(Simulation world) {
    this.world = world;
  }

  void joined(SimulatedSocket socket, Join join) {
    socket.avoided =
        join.avoid().stream().map(world::seatIn).map(Seat::peer).collect(Collectors.toSet());
    socket.called.clear();
  }

  void calls(SimulatedSocket socket, Reopen reopen) {
    socket.called.add(world.seatIn(reopen.token()).peer());
  }

  void look(SimulatedSocket socket, Belief belief) {
    if (belief.phase() == Phase.WAITING && !socket.avoided.isEmpty()) {
      avoided.putIfAbsent(belief.seat(), socket.avoided);
    }
  }

  void matched(SimulatedSocket socket, Matched matched) {
    var own = world.seatIn(matched.token());
    var other = world.seatIn(matched.peerToken());
    require(own, other);
    require(other, own);
  }

  void reopened(SimulatedSocket socket, Reopened reopened) {
    var other = world.seatIn(reopened.peerToken()).peer();
    if (socket.avoided.contains(other) && !socket.called.contains(other)) {
      throw new Violation(NAME, socket + " is called by " + other);
    }
  }

  /** The match advanced the epoch by one. */
  private void require(Seat one, Seat other) {
    var before = new Seat(one.node(), one.socket(), one.epoch() - 1);
    if (avoided.getOrDefault(before, Set.of()).contains(other.peer())) {
      throw new Violation(NAME, one + " meets " + other);
    }
  }
}

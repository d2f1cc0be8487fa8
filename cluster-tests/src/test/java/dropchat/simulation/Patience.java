package dropchat.simulation;

import dropchat.signaling.session.Belief.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * Invariant 2: two compatible peers that keep waiting are matched within a bound once faults stop.
 *
 * <p>Everybody fits everybody once both have waited long enough, unless one avoids the other. So
 * after the last fault, and the time that the sides of a split take to find together, no two may go
 * on waiting for longer than {@link #BOUND_MS}: the widening to anybody (3 s here), a match that
 * was lost under way and is made good (a proposal's second, or 1.5 s and the next announcement),
 * an announcement that was missed (2 s), and nodes that are taken not to reach each other (4 s).
 */
final class Patience {

  static final int BOUND_MS = 10_000;

  /** How long the sides of a split take to find together. */
  static final int SETTLING_MS = 4_000;

  private static final int LOOK_EVERY_MS = 500;

  private final Simulation world;

  Patience(Simulation world) {
    this.world = world;
  }

  void joined(SimulatedSocket socket) {
    socket.joinedAtMs = world.schedule.nowMs();
  }

  /** To be called when the last fault is over. */
  void watch() {
    world.schedule.in(SETTLING_MS + BOUND_MS, this::look);
  }

  private void look() {
    long longAgoMs = world.schedule.nowMs() - BOUND_MS;
    var waiting = new ArrayList<SimulatedSocket>();
    for (var socket : world.sockets()) {
      boolean waits = socket.node.believed(socket).phase() == Phase.WAITING;
      if (waits && socket.joinedAtMs <= longAgoMs) {
        waiting.add(socket);
      }
    }
    compare(waiting);
    world.schedule.in(LOOK_EVERY_MS, this::look);
  }

  private static void compare(List<SimulatedSocket> waiting) {
    for (var one : waiting) {
      for (var other : waiting) {
        if (one != other && !one.avoids(other) && !other.avoids(one)) {
          throw new Violation(
              "2, two compatible peers that keep waiting are matched",
              one + " and " + other + " still wait after " + BOUND_MS + " ms");
        }
      }
    }
  }
}

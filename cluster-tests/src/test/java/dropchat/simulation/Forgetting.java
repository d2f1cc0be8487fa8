package dropchat.simulation;

import dropchat.cluster.Membership;
import dropchat.cluster.Peer;
import dropchat.signaling.session.Belief;
import dropchat.signaling.session.Belief.Phase;
import java.util.HashSet;
import java.util.Set;

/**
 * Invariant 5: after both {@code connected}, or the deadline, no process can name the pair.
 *
 * <ul>
 *   <li>A session that talks knows no other seat, one that is idle only whom it calls; neither
 *       keeps what it joined with.
 *   <li>In the end, when nobody has said anything for a while, each node's memory, every reachable
 *       object of it, holds no seat and no peer but those of its own sessions and of the partners
 *       of the pairings that are still open.
 *   <li>The leading matchmaker's holds exactly the seats of those who wait and whom they avoid;
 *       every other one's holds nobody.
 * </ul>
 */
final class Forgetting {

  private static final String NAME = "5, no process can name the pair";

  private final Simulation world;

  Forgetting(Simulation world) {
    this.world = world;
  }

  void look(SimulatedSocket socket, Belief belief) {
    var phase = belief.phase();
    boolean talks = phase == Phase.TALKING;
    boolean named =
        phase != Phase.PAIRING && (belief.partner() != null || belief.repeating())
            || talks && belief.asking() != null
            || phase != Phase.WAITING && belief.wishing();
    if (named) {
      throw new Violation(NAME, belief.toString());
    }
  }

  void lookIntoMemory() {
    var waiting = new HashSet<Object>();
    for (var process : world.alive()) {
      for (var node : process.nodes) {
        lookInto(node, waiting);
      }
    }
    var leader = Membership.leader(world.members()).orElseThrow();
    for (var process : world.alive()) {
      if (process.matchmaker != null) {
        var line = process.id == leader ? waiting : Set.of();
        var known = Memory.of(process.matchmaker);
        require(known.equals(line), process.id, known, line);
      }
    }
  }

  private void lookInto(SimulatedNode node, Set<Object> waiting) {
    var allowed = new HashSet<Object>();
    for (var socket : node.sockets.values()) {
      var belief = node.believed(socket);
      allowed.add(belief.seat());
      allowed.add(belief.partner());
      allowed.add(belief.asking());
      if (belief.phase() == Phase.WAITING) {
        waiting.add(belief.seat());
        waiting.add(new Peer(node.id, socket.id));
        waiting.addAll(socket.avoided);
      }
    }
    var known = Memory.of(node.board);
    require(allowed.containsAll(known), node.id, known, allowed);
  }

  private static void require(boolean truth, long where, Set<Object> known, Set<?> allowed) {
    if (!truth) {
      throw new Violation(NAME, Names.of(where) + " knows " + known + ", may know " + allowed);
    }
  }
}

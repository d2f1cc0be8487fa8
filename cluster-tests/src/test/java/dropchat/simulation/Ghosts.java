package dropchat.simulation;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Seat;
import dropchat.signaling.session.Belief;
import dropchat.signaling.session.Belief.Phase;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Invariant 3: nobody stays paired with a ghost longer than the failure detector, or the deadline,
 * takes.
 *
 * <ul>
 *   <li>When a node hears that a process is gone, none of its sessions is left paired with a peer
 *       there, or asking one.
 *   <li>No pairing, and no wait for an answer, outlives its deadline, whoever is at the other end.
 *   <li>While nothing is wrong with the network, whose partner has left, or is gone, before it
 *       talked, is not left pairing for longer than {@link #NOTICED_MS}.
 *   <li>No match names a guest whose process ended longer ago than it takes to forget it: three
 *       announcements, and what was under way or lay frozen before and after.
 * </ul>
 */
final class Ghosts {

  private static final String NAME = "3, nobody stays with a ghost";

  /** A slow tick, and a fast one. */
  private static final int TICKS_MS = 1_100;

  private static final int FORGETTING_MS =
      6_000 + 2 * Network.LONGEST_MS + 2 * Faults.LONGEST_FREEZE_MS;

  static final int NOTICED_MS = 1_000;
  private static final int LOOK_EVERY_MS = 250;

  private final Simulation world;

  /** The seats of those who said that they are connected. */
  private final Set<Seat> talked = new HashSet<>();

  private long calmSinceMs = Long.MAX_VALUE;

  Ghosts(Simulation world) {
    this.world = world;
    world.schedule.in(LOOK_EVERY_MS, this::lookAround);
  }

  /** From now on nothing is wrong with the network. */
  void calm() {
    calmSinceMs = world.schedule.nowMs();
  }

  void calls(SimulatedSocket socket) {
    socket.askingSinceMs = world.schedule.nowMs();
  }

  private void lookAround() {
    world.sockets().forEach(this::lookForGhostOf);
    world.schedule.in(LOOK_EVERY_MS, this::lookAround);
  }

  private void lookForGhostOf(SimulatedSocket socket) {
    var belief = socket.node.believed(socket);
    if (belief.phase() != Phase.PAIRING || !isGhost(belief.partner())) {
      socket.hauntedSinceMs = 0;
    } else if (socket.hauntedSinceMs == 0) {
      socket.hauntedSinceMs = world.schedule.nowMs();
    } else if (socket.hauntedSinceMs > calmSinceMs) {
      boolean noticed = world.schedule.nowMs() <= socket.hauntedSinceMs + NOTICED_MS;
      require(noticed, belief, "is not told that its partner has left");
    }
  }

  private boolean isGhost(Seat partner) {
    var socket = world.socketOf(partner);
    boolean there = socket != null && socket.node.believed(socket).seat().equals(partner);
    return !there && !talked.contains(partner);
  }

  void paired(SimulatedSocket socket) {
    socket.pairedAtMs = world.schedule.nowMs();
  }

  void look(SimulatedSocket socket, Belief belief) {
    boolean pairing = belief.phase() == Phase.PAIRING;
    if (belief.phase() == Phase.TALKING) {
      talked.add(belief.seat());
    }
    if (pairing) {
      require(inTime(socket, socket.pairedAtMs, world.rules.pairingMs()), belief, "is paired");
    }
    if (!Objects.equals(belief.asking(), socket.asking)) {
      socket.asking = belief.asking();
      socket.askingSinceMs = world.schedule.nowMs();
    } else if (socket.asking != null && !pairing) {
      require(inTime(socket, socket.askingSinceMs, world.rules.proposalMs()), belief, "asks");
    }
  }

  /** Whoever was frozen could not act before. */
  private boolean inTime(SimulatedSocket socket, long sinceMs, long allowedMs) {
    long endsMs = Math.max(sinceMs + allowedMs, socket.node.process.awakeSinceMs());
    return world.schedule.nowMs() <= endsMs + TICKS_MS;
  }

  void afterGone(SimulatedNode node, Set<Long> gone) {
    for (var socket : node.sockets.values()) {
      var belief = node.believed(socket);
      require(!among(gone, belief.partner()), belief, "is paired with a process that is gone");
      require(!among(gone, belief.asking()), belief, "asks a process that is gone");
    }
  }

  void heard(BusMessage message) {
    if (message instanceof Match match) {
      var process = world.process(ProcessId.of(match.guest().node()));
      if (process.ended && world.schedule.nowMs() > process.endedAtMs + FORGETTING_MS) {
        throw new Violation(NAME, match + " names somebody who is long gone");
      }
    }
  }

  private static boolean among(Set<Long> processes, Seat seat) {
    return seat != null && processes.contains(ProcessId.of(seat.node()));
  }

  private static void require(boolean truth, Belief belief, String otherwise) {
    if (!truth) {
      throw new Violation(NAME, belief + " " + otherwise);
    }
  }
}

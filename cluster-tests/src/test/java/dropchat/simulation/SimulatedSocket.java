package dropchat.simulation;

import dropchat.cluster.Peer;
import dropchat.cluster.Seat;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ServerMessage;
import java.util.HashSet;
import java.util.Set;

/**
 * One WebSocket: whatever is said on it arrives in order after a while, until one end or the other
 * is gone.
 */
final class SimulatedSocket {

  private static final int LONGEST_WAY_MS = 40;

  final SimulatedClient client;
  final SimulatedNode node;
  private final Simulation world;
  private final int wayMs;

  /** The switchboard's number for it; 0 until the node has accepted it. */
  long id;

  /** Whether the client still holds it. */
  private boolean held = true;

  // ---- what the invariants note about it

  /** Who its client's latest join avoids, and when that join came. */
  Set<Peer> avoided = Set.of();

  long joinedAtMs;

  /** Whom its client has called since then. */
  final Set<Peer> called = new HashSet<>();

  /** The pairing that its client was last told of, when, and whether a reopen led to it. */
  Seat partner;

  long pairedAtMs;

  boolean reopened;

  /** Whom its session is asking, and since when. */
  Seat asking;

  long askingSinceMs;

  /** Since when nobody is at the other end of its pairing; 0: somebody is. */
  long hauntedSinceMs;

  SimulatedSocket(Simulation world, SimulatedClient client, SimulatedNode node) {
    this.world = world;
    this.client = client;
    this.node = node;
    this.wayMs = world.dice.between(1, LONGEST_WAY_MS);
  }

  // ---- the client's end

  void open() {
    node.connected.add(this);
    if (node.process.ended) {
      world.schedule.in(wayMs, this::drop);
    } else {
      atNode(() -> node.open(this));
    }
  }

  void say(ClientMessage message) {
    atNode(() -> node.said(this, message));
  }

  void signal() {
    atNode(() -> node.signalled(this));
  }

  void hangUp() {
    held = false;
    atNode(() -> node.closed(this));
  }

  /** The client is gone and nobody says so: the node's pings find out. */
  void vanish(long foundOutMs) {
    held = false;
    world.schedule.in(foundOutMs, () -> node.perform(() -> node.closed(this)));
  }

  private void atNode(Runnable step) {
    world.schedule.in(wayMs, () -> node.perform(step));
  }

  // ---- the node's end

  void tell(ServerMessage message) {
    atClient(() -> client.hears(message));
  }

  void deliver() {
    atClient(client::hearsSignal);
  }

  /** The node is gone, or is done with it. */
  void drop() {
    atClient(
        () -> {
          held = false;
          client.isDropped();
        });
  }

  private void atClient(Runnable step) {
    world.schedule.in(
        wayMs,
        () -> {
          if (held) {
            step.run();
          }
        });
  }

  boolean avoids(SimulatedSocket other) {
    return avoided.contains(new Peer(other.node.id, other.id));
  }

  @Override
  public String toString() {
    return Names.of(node.id) + ":" + id;
  }
}

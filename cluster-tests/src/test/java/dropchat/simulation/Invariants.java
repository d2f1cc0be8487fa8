package dropchat.simulation;

import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ClientMessage.Reopen;
import dropchat.signaling.wire.ServerMessage;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.PeerLeft;
import dropchat.signaling.wire.ServerMessage.Reopened;

/** The five laws of the design, looked at after every step of every node. */
final class Invariants {

  private final Pairings pairings;
  private final Patience patience;
  private final Ghosts ghosts;
  private final Avoidance avoidance;
  private final Forgetting forgetting;

  Invariants(Simulation world) {
    this.pairings = new Pairings(world);
    this.patience = new Patience(world);
    this.ghosts = new Ghosts(world);
    this.avoidance = new Avoidance(world);
    this.forgetting = new Forgetting(world);
  }

  Pairings pairings() {
    return pairings;
  }

  Patience patience() {
    return patience;
  }

  Ghosts ghosts() {
    return ghosts;
  }

  Forgetting forgetting() {
    return forgetting;
  }

  void afterStepOf(SimulatedNode node) {
    for (var socket : node.sockets.values()) {
      var belief = node.believed(socket);
      pairings.look(socket, belief);
      ghosts.look(socket, belief);
      avoidance.look(socket, belief);
      forgetting.look(socket, belief);
    }
  }

  void said(SimulatedSocket socket, ClientMessage message) {
    if (message instanceof Join join) {
      avoidance.joined(socket, join);
      patience.joined(socket);
    } else if (message instanceof Reopen reopen) {
      avoidance.calls(socket, reopen);
      ghosts.calls(socket);
    }
  }

  void told(SimulatedSocket socket, ServerMessage message) {
    if (message instanceof Matched matched) {
      pairings.matched(socket, matched);
      avoidance.matched(socket, matched);
      ghosts.paired(socket);
    } else if (message instanceof Reopened reopened) {
      pairings.reopened(socket, reopened);
      avoidance.reopened(socket, reopened);
      ghosts.paired(socket);
    } else if (message instanceof PeerLeft) {
      pairings.left(socket, socket.node.hearing());
    }
  }
}

package dropchat.simulation;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.ForPeer;
import dropchat.cluster.Membership;
import dropchat.cluster.Membership.Change;
import dropchat.matchmaker.Matchmaker;
import dropchat.signaling.session.Allegiance;
import dropchat.signaling.session.Belief;
import dropchat.signaling.session.Effects;
import dropchat.signaling.session.Switchboard;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ServerMessage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a gateway verticle is in a real process: carries out what its switchboard decides. */
final class SimulatedNode implements Effects {

  private static final int FAST_MS = 100;
  private static final int SLOW_MS = 1_000;

  final long id;
  final SimulatedProcess process;
  final Switchboard board;

  /** Those that the switchboard knows. */
  final Map<Long, SimulatedSocket> sockets = new LinkedHashMap<>();

  /** Those, and those that a client has begun to open. */
  final Set<SimulatedSocket> connected = new LinkedHashSet<>();

  private final Simulation world;
  private BusMessage hearing;
  private final Allegiance allegiance;

  SimulatedNode(Simulation world, SimulatedProcess process, long id) {
    this.world = world;
    this.process = process;
    this.id = id;
    this.board = new Switchboard(id, world.house, this);
    this.allegiance =
        new Allegiance(
            process.id,
            (to, message) -> process.send(id, to, message),
            () -> board.announceAnew(nowMs()));
  }

  void start(Change change) {
    process.every(FAST_MS, checked(() -> board.tickFast(nowMs())));
    process.every(SLOW_MS, checked(this::tickSlow));
    process.every((int) Matchmaker.ANNOUNCE_MS, this::announce);
    perform(() -> choose(change));
  }

  private void tickSlow() {
    board.tickSlow(nowMs());
    if (world.broken.followsLeader()) {
      allegiance.follow(nowMs());
    }
  }

  private void announce() {
    board.announce();
    allegiance.announce(board.sockets(), nowMs());
  }

  private void choose(Change change) {
    allegiance.choose(Membership.matchmakers(change.members()), nowMs());
  }

  /** As {@link SimulatedProcess#perform}; then all that must be true is looked at. */
  void perform(Runnable step) {
    process.perform(checked(step));
  }

  private Runnable checked(Runnable step) {
    return () -> {
      step.run();
      world.invariants.afterStepOf(this);
    };
  }

  void onMembership(Change change) {
    for (long gone : world.broken.lost(change.gone())) {
      board.gone(gone, nowMs());
    }
    world.invariants.ghosts().afterGone(this, change.gone());
    if (world.broken.followsLeader()) {
      choose(change);
    }
    world.invariants.afterStepOf(this);
  }

  void hear(long from, BusMessage message) {
    var heard = altered(message);
    if (heard != null && allegiance.hear(from, heard, nowMs())) {
      world.trace.note(() -> Names.of(id) + " hears " + heard);
      world.invariants.ghosts().heard(heard);
      hearing = heard;
      board.heard(heard, nowMs());
      hearing = null;
    }
  }

  /** The message that all this comes of; null if it is something else. */
  BusMessage hearing() {
    return hearing;
  }

  private BusMessage altered(BusMessage message) {
    if (message instanceof ForPeer forPeer) {
      var socket = sockets.get(forPeer.to().socket());
      return socket == null ? message : world.broken.toPeer(message, believed(socket));
    }
    return world.broken.toNode(message);
  }

  void stuck(long node) {
    board.stuck(node, nowMs());
  }

  void drain() {
    board.drain();
  }

  // ---- sockets

  void open(SimulatedSocket socket) {
    socket.id = board.open(socket.client.origin, nowMs());
    sockets.put(socket.id, socket);
    board.welcome(socket.id);
  }

  void said(SimulatedSocket socket, ClientMessage message) {
    if (sockets.containsKey(socket.id)) {
      world.trace.note(() -> socket + " says " + world.words(message));
      world.invariants.said(socket, message);
      board.said(socket.id, message, nowMs());
    }
  }

  /** The signal's bytes are what its sender's session believes at this moment. */
  void signalled(SimulatedSocket socket) {
    if (sockets.containsKey(socket.id)) {
      board.signalled(socket.id, Stamp.of(believed(socket)), nowMs());
    }
  }

  void closed(SimulatedSocket socket) {
    connected.remove(socket);
    if (sockets.remove(socket.id) != null) {
      world.trace.note(() -> socket + " is gone");
      board.closed(socket.id, nowMs());
    }
  }

  Belief believed(SimulatedSocket socket) {
    return Belief.of(board, socket.id);
  }

  // ---- what the switchboard decided

  @Override
  public void toClient(long socket, ServerMessage message) {
    var to = sockets.get(socket);
    if (to != null) {
      world.trace.note(() -> to + " is told " + world.words(message));
      world.invariants.told(to, message);
      to.tell(message);
    }
  }

  @Override
  public void toClient(long socket, byte[] signal) {
    var to = sockets.get(socket);
    if (to != null) {
      world.invariants.pairings().delivered(to, signal);
      to.deliver();
    }
  }

  @Override
  public void close(long socket, short code) {
    var ending = sockets.get(socket);
    world.schedule.in(0, () -> perform(() -> closed(ending)));
    ending.drop();
  }

  @Override
  public void toNode(long to, BusMessage message) {
    process.send(id, to, message);
  }

  @Override
  public void toMatchmaker(BusMessage message) {
    allegiance.toLeader(message);
  }

  @Override
  public void report(int subject, int recipient) {
    world.coolDown(subject);
  }

  private long nowMs() {
    return process.nowMs();
  }
}

package dropchat.simulation;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.Membership.Change;
import dropchat.cluster.Membership.Member;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Seat;
import dropchat.matchmaker.Matchmaker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One running process: its nodes, its matchmaker, its clock and its view of who is a member. All
 * that happens in it goes through {@link #perform}, so that it can be frozen and killed.
 */
final class SimulatedProcess {

  private static final int ROUND_MS = 50;
  private static final int KEEP_ALIVE_MS = 1_000;
  private static final Seat NOBODY = new Seat(0, 0, 0);

  private record Way(long from, long to) {}

  final long id;
  final Member member;
  final List<SimulatedNode> nodes = new ArrayList<>();

  /** Null without that role. */
  final Matchmaker matchmaker;

  private final Simulation world;
  private final long clockMs;
  private final Map<Way, List<BusMessage>> gathered = new LinkedHashMap<>();
  private final Set<Long> heardFrom = new LinkedHashSet<>();
  private List<Member> known;
  private long frozenUntilMs;
  boolean ended;
  long endedAtMs;

  /**
   * @param nodeCount how many nodes, 0 without the signaling role
   */
  SimulatedProcess(Simulation world, long id, int nodeCount, boolean matches, List<Member> seen) {
    this.world = world;
    this.id = id;
    this.member = member(id, nodeCount > 0, matches);
    this.clockMs = world.dice.between(0, 1_000_000_000);
    this.known = new ArrayList<>(seen);
    known.add(member);
    this.matchmaker =
        matches
            ? new Matchmaker(
                world.rules.widening(), world.dice.others(), (to, message) -> send(id, to, message))
            : null;
    for (int i = 1; i <= nodeCount; i++) {
      nodes.add(new SimulatedNode(world, this, ProcessId.node(id, i)));
    }
  }

  private static Member member(long id, boolean signals, boolean matches) {
    var roles = new HashSet<String>();
    if (signals) {
      roles.add("signaling");
    }
    if (matches) {
      roles.add("matchmaker");
    }
    return new Member(id, roles);
  }

  void start() {
    var change = new Change(known, Set.of(), false);
    nodes.forEach(node -> node.start(change));
    if (matchmaker != null) {
      every(ROUND_MS, () -> matchmaker.round(nowMs()));
      if (!world.broken.expires()) {
        every(KEEP_ALIVE_MS, this::keepAlive);
      }
    }
  }

  /** Milliseconds of this process' own clock: no two agree. */
  long nowMs() {
    return clockMs + world.schedule.nowMs();
  }

  /** Does this now, or once thawed, or never; then what came of it is sent. */
  void perform(Runnable step) {
    if (ended) {
      return;
    }
    long leftMs = frozenUntilMs - world.schedule.nowMs();
    if (leftMs > 0) {
      world.schedule.in(leftMs, () -> perform(step));
      return;
    }
    step.run();
    flush();
  }

  /** As a periodic timer does it: what was missed while frozen is not made up for. */
  void every(int ms, Runnable step) {
    world.schedule.in(
        world.dice.between(1, ms), // processes do not start in step
        () -> again(ms, step));
  }

  private void again(int ms, Runnable step) {
    perform(
        () -> {
          step.run();
          world.schedule.in(ms, () -> again(ms, step));
        });
  }

  void freeze(long ms) {
    frozenUntilMs = Math.max(frozenUntilMs, world.schedule.nowMs() + ms);
  }

  boolean frozen() {
    return frozenUntilMs > world.schedule.nowMs();
  }

  /** When it was last thawed: before, it could not act. */
  long awakeSinceMs() {
    return frozenUntilMs;
  }

  /** A batch from the bus. */
  void hear(long from, long to, List<BusMessage> batch) {
    if (to == id && matchmaker != null) {
      perform(() -> batch.forEach(message -> toMatchmaker(from, message)));
    }
    for (var node : nodes) {
      if (node.id == to) {
        node.perform(() -> batch.forEach(message -> node.hear(from, message)));
      }
    }
  }

  private void toMatchmaker(long from, BusMessage message) {
    var heard = world.broken.toMatchmaker(message);
    if (heard != null) {
      world.trace.note(() -> Names.of(id) + " matchmaker hears " + Names.of(from) + " " + heard);
      matchmaker.hear(from, heard, nowMs());
      heardFrom.add(from);
    }
  }

  /** Hears something that means nothing from all that it ever heard. */
  private void keepAlive() {
    heardFrom.forEach(node -> matchmaker.hear(node, new Release(NOBODY), nowMs()));
  }

  /** Goes out when the present step is done with. */
  void send(long from, long to, BusMessage message) {
    gathered.computeIfAbsent(new Way(from, to), way -> new ArrayList<>()).add(message);
  }

  private void flush() {
    gathered.forEach((way, batch) -> world.network.send(way.from, way.to, batch));
    gathered.clear();
  }

  /** Killed: whoever is connected finds out within this time. */
  void end(int foundOutMs) {
    ended = true;
    endedAtMs = world.schedule.nowMs();
    world.trace.note(() -> Names.of(id) + " ends");
    for (var node : nodes) {
      node.connected.forEach(
          socket -> world.schedule.in(world.dice.between(0, foundOutMs), socket::drop));
    }
  }

  /** The membership may look different by now. */
  void look(List<Member> members) {
    perform(
        () -> {
          if (members.equals(known)) {
            return;
          }
          var gone = new HashSet<Long>();
          known.forEach(before -> gone.add(before.process()));
          members.forEach(present -> gone.remove(present.process()));
          known = members;
          var change = new Change(members, gone, false);
          world.trace.note(() -> Names.of(id) + " sees " + world.names(members));
          if (matchmaker != null) {
            world.broken.forgotten(gone).forEach(matchmaker::gone);
          }
          nodes.forEach(node -> node.onMembership(change));
        });
  }
}

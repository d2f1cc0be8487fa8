package dropchat.simulation;

import dropchat.cluster.BusMessage;
import dropchat.cluster.Membership.Member;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Seat;
import dropchat.cluster.Secret;
import dropchat.matchmaker.line.Widening;
import dropchat.signaling.session.House;
import dropchat.signaling.session.Origin;
import dropchat.signaling.session.Rules;
import dropchat.signaling.session.Tokens;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ServerMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole cluster and its clients on one thread, and all that happens to them, from one seed: a
 * minute of faults, a while of people going on as before, and a hush in the end. The same seed is
 * the same run, step by step.
 */
final class Simulation {

  private static final int FAULTS_MS = 60_000;
  private static final int QUIET_MS = Patience.SETTLING_MS + Patience.BOUND_MS + 6_000;

  /** Longer than an unheard node is remembered. */
  private static final int HUSH_MS = 9_000;

  /** Shorter than the product's defaults, so that a minute sees every deadline pass many times. */
  private static final Rules RULES = new Rules(1_000, 15_000, 20_000, new Widening(1_000, 3_000));

  /** Those that the invariants go by, whatever is broken. */
  final Rules rules = RULES;

  final Schedule schedule = new Schedule();
  final Dice dice;
  final Trace trace;
  final Broken broken;
  final House house;
  final Network network;
  final Sides sides;
  final Invariants invariants;
  final List<SimulatedClient> clients = new ArrayList<>();
  private final Map<Long, SimulatedProcess> processes = new HashMap<>();
  private final Map<Integer, Long> coolUntilMs = new HashMap<>();
  private final Tokens tokens =
      new Tokens(new Secret(new byte[32], InstantSource.fixed(Instant.EPOCH)));
  private long started;

  Simulation(long seed, Broken broken, boolean traced) {
    this.dice = new Dice(seed);
    this.trace = new Trace(schedule, traced);
    this.broken = broken;
    this.house = new House(broken.rules(RULES), tokens, new NoIce(), new Cooldowns(this));
    this.network = new Network(schedule, dice, this::arrive);
    this.sides = new Sides(schedule, dice, network, this::look);
    this.invariants = new Invariants(this);
  }

  /**
   * From the beginning to the end.
   *
   * @throws Violation if an invariant does not hold
   */
  void run() {
    start(dice.between(1, 2), true);
    for (int more = dice.between(1, 3); more > 0; more--) {
      start(dice.between(0, 2), dice.chance(0.6));
    }
    for (int i = dice.between(6, 16); i > 0; i--) {
      clients.add(new SimulatedClient(this, i));
    }
    new Faults(this, FAULTS_MS);
    schedule.runUntil(FAULTS_MS);
    trace.note(() -> "no more faults");
    invariants.patience().watch();
    schedule.in(Patience.SETTLING_MS, () -> invariants.ghosts().calm());
    schedule.runUntil(FAULTS_MS + QUIET_MS + HUSH_MS);
    invariants.forgetting().lookIntoMemory();
  }

  /** Clients do nothing more. */
  boolean hushed() {
    return schedule.nowMs() > FAULTS_MS + QUIET_MS;
  }

  // ---- processes

  private void start(int nodes, boolean matches) {
    long id = ++started << 8;
    boolean idle = nodes == 0 && !matches;
    var process = new SimulatedProcess(this, id, nodes, matches || idle, members());
    trace.note(() -> Names.of(id) + " starts as " + process.member.roles());
    processes.put(id, process);
    sides.join(id);
    process.start();
  }

  /** What an operator does: the same roles, a new process. */
  void startAgain(SimulatedProcess ended) {
    start(ended.nodes.size(), ended.matchmaker != null);
  }

  SimulatedProcess process(long id) {
    return processes.get(id);
  }

  /** Frozen ones included. */
  List<SimulatedProcess> alive() {
    return processes.values().stream().filter(process -> !process.ended).toList();
  }

  /** As they are once all views agree. */
  List<Member> members() {
    return alive().isEmpty() ? List.of() : seenBy(alive().getFirst().id);
  }

  private List<Member> seenBy(long process) {
    return sides.seenBy(process).stream().map(id -> processes.get(id).member).toList();
  }

  private void look(long process) {
    processes.get(process).look(seenBy(process));
  }

  private void arrive(long from, long to, List<BusMessage> batch) {
    processes.get(ProcessId.of(to)).hear(from, to, batch);
  }

  /** One that a client may find behind the proxy; null if there is none just now. */
  SimulatedNode anyNode() {
    var nodes = alive().stream().flatMap(process -> process.nodes.stream()).toList();
    return nodes.isEmpty() ? null : dice.oneOf(nodes);
  }

  /** All that some node knows. */
  List<SimulatedSocket> sockets() {
    var all = new ArrayList<SimulatedSocket>();
    for (var process : processes.values()) {
      if (!process.ended) {
        process.nodes.forEach(node -> all.addAll(node.sockets.values()));
      }
    }
    return all;
  }

  /** Who sits, or sat, there; null if that socket is gone. */
  SimulatedSocket socketOf(Seat seat) {
    var process = processes.get(ProcessId.of(seat.node()));
    return process.ended
        ? null
        : process.nodes.get((int) (seat.node() & 0xff) - 1).sockets.get(seat.socket());
  }

  // ---- what clients and sessions need

  Seat seatIn(String token) {
    return tokens.open(token).orElseThrow().seat();
  }

  Origin origin(int number) {
    try {
      var address = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, (byte) number});
      return new Origin(address, "BR", false);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  void coolDown(int handle) {
    coolUntilMs.put(handle, schedule.nowMs() + 2_000);
  }

  long coolDownLeftMs(int handle) {
    return Math.max(0, coolUntilMs.getOrDefault(handle, 0L) - schedule.nowMs());
  }

  // ---- for the trace

  String names(List<Member> members) {
    return members.stream().map(Member::process).map(Names::of).toList().toString();
  }

  String words(ClientMessage message) {
    return switch (message) {
      case ClientMessage.Join join ->
          "Join" + join.languages() + join.interests() + " avoiding " + seats(join.avoid());
      case ClientMessage.Reopen reopen -> "Reopen " + seatIn(reopen.token());
      default -> message.getClass().getSimpleName();
    };
  }

  String words(ServerMessage message) {
    return switch (message) {
      case ServerMessage.Matched matched -> "Matched with " + seatIn(matched.peerToken());
      case ServerMessage.Reopened reopened -> "Reopened with " + seatIn(reopened.peerToken());
      default -> message.getClass().getSimpleName();
    };
  }

  private List<Seat> seats(List<String> tokens) {
    return tokens.stream().map(this::seatIn).toList();
  }
}

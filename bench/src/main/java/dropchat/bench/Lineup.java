package dropchat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whom we measure: DropChat as it is started, but for limits that are wide enough for a crowd of
 * machines (they are checked, and not met), and others' servers that do the same work.
 *
 * @param java a program
 * @param options a java argument file
 * @param jar DropChat
 * @param rivals folder of their programs
 */
record Lineup(Path java, Path options, Path jar, Path rivals) {

  static final String ONE = "DropChat, one node";
  static final String TWO = "DropChat, two nodes";
  static final String WS = "ws";
  static final String WS_REDIS = "ws + Redis, two nodes";
  static final String SOCKET_IO = "Socket.IO";
  static final String SOCKET_IO_REDIS = "Socket.IO + Redis, two nodes";
  static final String PEERJS = "PeerJS server (relays only)";

  private static final String SIGNALING = "signaling";
  private static final String MATCHMAKER = "matchmaker";
  private static final String MANY = "1000000";

  /** All, each with ports of its own. */
  List<Contestant> all() {
    return List.of(
        dropchat(),
        cluster(TWO, Collections.nCopies(2, SIGNALING + "," + MATCHMAKER), true),
        rival(WS, "ws.mjs", Dialect.DROPCHAT, 21_300),
        onRedis(WS_REDIS, "ws-redis.mjs", Dialect.DROPCHAT, 21_310),
        rival(SOCKET_IO, "socket-io.mjs", Dialect.SOCKET_IO, 21_320),
        onRedis(SOCKET_IO_REDIS, "socket-io-redis.mjs", Dialect.SOCKET_IO, 21_330),
        rival(PEERJS, "peerjs.mjs", Dialect.PEERJS, 21_340));
  }

  /** Those of one process that do all of the work. */
  List<Contestant> alone() {
    return all().stream()
        .filter(one -> one.commands().size() == 1 && !one.name().equals(PEERJS))
        .toList();
  }

  Contestant dropchat() {
    return new Contestant(
        ONE,
        List.of(node(21_080, 22_080, List.of())),
        List.of(22_080),
        place(Dialect.DROPCHAT, false, 21_080));
  }

  /** So many nodes, and a matchmaker in a process of its own. Anybody meets anybody. */
  Contestant nodesAndMatchmaker(int nodes) {
    var roles = new ArrayList<>(Collections.nCopies(nodes, SIGNALING));
    roles.add(MATCHMAKER);
    return cluster(nodes + " nodes", roles, false);
  }

  /**
   * @param roles of each process, in the way of {@code --roles}; those that take clients first
   * @param split every pair is; else anybody meets anybody
   */
  private Contestant cluster(String name, List<String> roles, boolean split) {
    int nodes = (int) roles.stream().filter(role -> role.contains(SIGNALING)).count();
    int base = 21_100 + 20 * nodes;
    var processes = IntStream.range(0, roles.size());
    var seeds = String.join(",", processes.mapToObj(i -> member(base, i)).toList());
    var commands = new ArrayList<List<String>>();
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < roles.size(); i++) {
      var port = "" + (base + 2_000 + i);
      var more = List.of("--roles", roles.get(i), "--cluster-port", port, "--join", seeds);
      commands.add(node(base + i, base + 1_000 + i, more));
      ports.add(base + 1_000 + i);
    }
    var open = IntStream.range(base, base + nodes).toArray();
    return new Contestant(name, commands, ports, place(Dialect.DROPCHAT, split, open));
  }

  /** As it is started by whoever runs one, and nobody is to be waited for at its end. */
  List<String> started(String jvmOption, int port, int management) {
    var command = List.of("" + java, jvmOption, "@" + options, "-jar", "" + jar, "--drain", "0s");
    var ports = List.of("--port", "" + port, "--management-port", "" + management);
    return Stream.concat(command.stream(), ports.stream()).toList();
  }

  private static String member(int base, int i) {
    return "127.0.0.1:" + (base + 2_000 + i);
  }

  private List<String> node(int port, int management, List<String> more) {
    var command = new ArrayList<String>();
    command.addAll(List.of("" + java, "@" + options, "-XX:-DisableAttachMechanism"));
    command.addAll(List.of("-jar", "" + jar, "--drain", "0s"));
    command.addAll(List.of("--port", "" + port, "--management-port", "" + management));
    for (var limit : List.of("connect", "control", "signal")) {
      command.addAll(List.of("--limits-" + limit + "s-per-second", MANY));
      command.addAll(List.of("--limits-" + limit + "-burst", MANY));
    }
    command.addAll(List.of("--limits-signal-bytes-per-second", MANY + "000"));
    command.addAll(List.of("--limits-signal-bytes-burst", MANY + "000"));
    command.addAll(more);
    return command;
  }

  private Contestant rival(String name, String program, Dialect dialect, int port) {
    return new Contestant(
        name,
        List.of(node(program, "" + port)),
        List.of(port),
        place(dialect, dialect == Dialect.PEERJS, port));
  }

  /** Two processes and a Redis, every pair split. */
  private Contestant onRedis(String name, String program, Dialect dialect, int port) {
    int redis = port + 9;
    var nodes = Stream.of(port, port + 1).map(own -> node(program, "" + own, "" + redis)).toList();
    var commands = new ArrayList<List<String>>();
    commands.add(
        List.of("redis-server", "--port", "" + redis, "--bind", "127.0.0.1", "--save", ""));
    commands.addAll(nodes);
    return new Contestant(
        name, commands, List.of(redis, port, port + 1), place(dialect, true, port, port + 1));
  }

  private List<String> node(String program, String... arguments) {
    return Stream.concat(
            Stream.of("node", "--expose-gc", "" + rivals.resolve(program)), Stream.of(arguments))
        .toList();
  }

  private static Crowd.Place place(Dialect dialect, boolean split, int... ports) {
    var urls = IntStream.of(ports).mapToObj(port -> "ws://127.0.0.1:" + port).toList();
    return new Crowd.Place(urls, dialect, split);
  }
}

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

  /** The same two, under a crowd of which no pair is split. */
  static final String TWO_LOCAL = "DropChat, two nodes, no pair split";

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
        cluster(TWO, Collections.nCopies(2, SIGNALING + "," + MATCHMAKER), Pairs.SPLIT),
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
        place(Dialect.DROPCHAT, Pairs.ANY, 21_080));
  }

  /** A matchmaker in a process of its own, which is the first, and nodes. Anybody meets anybody. */
  Contestant matchmakerAndNodes(int nodes) {
    var roles = new ArrayList<>(List.of(MATCHMAKER));
    roles.addAll(Collections.nCopies(nodes, SIGNALING));
    return cluster("cluster", roles, Pairs.ANY);
  }

  /**
   * @param roles of each process, in the way of {@code --roles}
   */
  private Contestant cluster(String name, List<String> roles, Pairs pairs) {
    int base = 21_100;
    var members = IntStream.range(0, roles.size()).mapToObj(i -> member(base, i));
    var seeds = String.join(",", members.toList());
    var commands = new ArrayList<List<String>>();
    var ports = new ArrayList<Integer>();
    for (int i = 0; i < roles.size(); i++) {
      var port = "" + (base + 2_000 + i);
      var more = List.of("--roles", roles.get(i), "--cluster-port", port, "--join", seeds);
      commands.add(node(base + i, base + 1_000 + i, more));
      ports.add(base + 1_000 + i);
    }
    var open =
        IntStream.range(0, roles.size())
            .filter(i -> roles.get(i).contains(SIGNALING))
            .map(i -> base + i)
            .toArray();
    return new Contestant(name, commands, ports, place(Dialect.DROPCHAT, pairs, open));
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
    command.addAll(List.of("--limits-sockets-per-address", MANY)); // some crowds at once
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
        place(dialect, dialect == Dialect.PEERJS ? Pairs.LOCAL : Pairs.ANY, port));
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
        name,
        commands,
        List.of(redis, port, port + 1),
        place(dialect, Pairs.SPLIT, port, port + 1));
  }

  private List<String> node(String program, String... arguments) {
    return Stream.concat(
            Stream.of("node", "--expose-gc", "" + rivals.resolve(program)), Stream.of(arguments))
        .toList();
  }

  private static Crowd.Place place(Dialect dialect, Pairs pairs, int... ports) {
    var urls = IntStream.of(ports).mapToObj(port -> "ws://127.0.0.1:" + port).toList();
    return new Crowd.Place(urls, dialect, pairs);
  }
}

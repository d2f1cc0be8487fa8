package dropchat.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** One real server process on free loopback ports, and all that it printed. */
final class Node implements AutoCloseable {

  static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  private static final String JAR =
      System.getProperty("dropchat.jar", "signaling-node/target/dropchat.jar");
  private static final Duration START = Duration.ofSeconds(30);
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  private final Process process;
  private final StringBuffer printed = new StringBuffer();
  private final Thread reader;
  private final int port;
  private final int managementPort;
  private int told;
  private final List<Peer> peers = new ArrayList<>();

  private Node(int port, int managementPort, Process process) {
    this.port = port;
    this.managementPort = managementPort;
    this.process = process;
    this.reader = Thread.ofVirtual().start(() -> keep(process, printed));
  }

  /** Starts a process with these options and waits until it is ready. */
  static Node start(String... options) {
    return startUnder(List.of(), options);
  }

  /**
   * With two event loops: what holds for two who meet on one, holds for two who meet across.
   *
   * @param tracer what goes before the command line
   */
  static Node startUnder(List<String> tracer, String... options) {
    var port = freePort();
    var managementPort = freePort();
    var arguments = new ArrayList<>(List.of("--port", "" + port));
    arguments.addAll(List.of("--management-port", "" + managementPort, "--loops", "2"));
    arguments.addAll(Arrays.asList(options));
    var node = new Node(port, managementPort, launch(tracer, Map.of(), arguments));
    Until.holds("ready", START, node::readyOrDead);
    if (!node.process.isAlive()) {
      throw new AssertionError("the server did not start:\n" + node.log());
    }
    return node;
  }

  /** Starts a process as an operator would, in the project's folder, and waits for nothing. */
  static Process launch(Map<String, String> environment, List<String> arguments) {
    return launch(List.of(), environment, arguments);
  }

  private static Process launch(List<String> tracer, Map<String, String> environment, List<String> arguments) {
    var command = new ArrayList<>(tracer);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("@config/jvm.options", "-jar", JAR));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(PROJECT.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DROPCHAT_"));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another one each time: the system may give the same again before anybody listens there. */
  static int freePort() {
    while (true) {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (PORTS.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  int port() {
    return port;
  }

  int managementPort() {
    return managementPort;
  }

  Process process() {
    return process;
  }

  /** SIGTERM. By its handle, since the process itself would hang up on what it still has to print. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** All that the process printed so far, both streams. */
  String log() {
    return printed.toString();
  }

  /** What it printed since this was last asked. */
  synchronized String news() {
    var all = log();
    var news = all.substring(told);
    told = all.length();
    return news;
  }

  /** An honest client from an address of its own, welcomed. */
  Peer peer() {
    return peer(Loopback.fresh());
  }

  Peer peer(InetAddress from) {
    var peer = Peer.open(this, from);
    peers.add(peer);
    return peer;
  }

  /** Closes every client that a test left behind, so that none waits in the next test's queue. */
  void dismiss() {
    peers.forEach(Peer::dismiss);
    peers.clear();
  }

  boolean ready() {
    try {
      return Http.get(managementPort, "/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notListening) {
      return false;
    }
  }

  private boolean readyOrDead() {
    return !process.isAlive() || ready();
  }

  @Override
  public void close() {
    dismiss();
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void keep(Process process, StringBuffer printed) {
    try (var lines = process.inputReader()) {
      lines.lines().forEach(line -> printed.append(line).append('\n'));
    } catch (IOException | UncheckedIOException endOfStream) {
      // the process is gone
    }
  }
}

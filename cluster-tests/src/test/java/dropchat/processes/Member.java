package dropchat.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One real process of a cluster. Its ports stay the same when it is started again. */
final class Member {

  static final Duration START = Duration.ofSeconds(60);

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
  private static final String JAR =
      System.getProperty("dropchat.jar", "signaling-node/target/dropchat.jar");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final Host host;
  final int port = Host.freePort();
  final int managementPort = Host.freePort();
  final int clusterPort = Host.freePort();
  private final String roles;
  private final List<String> options;
  private final StringBuffer printed = new StringBuffer();
  private Process process;

  /**
   * @param options of the process, and of its virtual machine (-X)
   */
  Member(Host host, String roles, List<String> options) {
    this.host = host;
    this.roles = roles;
    this.options = options;
  }

  /** Starts it as an operator would, and waits for nothing. */
  void launch(String seeds) {
    launch(seeds, Learnt.option());
  }

  /**
   * @param cache what the virtual machine is to do with what it has learnt
   */
  void launch(String seeds, String cache) {
    var command = new ArrayList<>(host.enter());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // the processes of a test live too short to be worth more than the quick compiler
    command.addAll(List.of("@config/jvm.options", "-Xmx128m", "-XX:TieredStopAtLevel=1", cache));
    options.stream().filter(option -> option.startsWith("-X")).forEach(command::add);
    command.addAll(List.of("-jar", JAR));
    command.addAll(List.of("--host", host.address(), "--port", "" + port));
    command.addAll(List.of("--management-port", "" + managementPort));
    command.addAll(List.of("--cluster-host", host.clusterAddress()));
    command.addAll(List.of("--cluster-port", "" + clusterPort));
    command.addAll(List.of("--join", seeds, "--roles", roles));
    if (!options.contains("--drain")) {
      command.addAll(List.of("--drain", "1s"));
    }
    options.stream().filter(option -> !option.startsWith("-X")).forEach(command::add);
    var builder = new ProcessBuilder(command).directory(PROJECT.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DROPCHAT_"));
    try {
      var started = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      Thread.ofVirtual().start(() -> keep(started));
      process = started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean mayLead() {
    return roles.contains(Members.MATCHMAKER);
  }

  boolean hasClients() {
    return roles.contains(Members.SIGNALING);
  }

  void awaitStarted() {
    await("started", () -> log().contains("INFO ready"));
  }

  void awaitReady() {
    await("ready", this::ready);
  }

  private void await(String what, BooleanSupplier reached) {
    Until.holds(what, START, () -> reached.getAsBoolean() || !alive());
    if (!alive()) {
      throw new AssertionError("it did not start:\n" + log());
    }
  }

  boolean ready() {
    return health("ready");
  }

  boolean live() {
    return health("live");
  }

  private boolean health(String of) {
    var uri = URI.create("http://" + host.address() + ":" + managementPort + "/health/" + of);
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException noAnswer) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Of all processors, since its start. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** All that it printed so far, over all its lives. */
  String log() {
    return printed.toString();
  }

  /** SIGKILL: no goodbye to anybody. Returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  /** SIGTERM: it drains. */
  void stop() {
    process.toHandle().destroy(); // the process itself would hang up on what it still has to print
  }

  /** Its exit code. */
  int awaitEnd(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("it did not end within " + atMost.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  /** SIGSTOP: the kernel goes on taking connections and bytes for it, but nobody answers. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
      if (exit != 0) {
        throw new AssertionError("kill -" + name + ": " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(Process started) {
    try (var lines = started.inputReader()) {
      lines.lines().forEach(line -> printed.append(line).append('\n'));
    } catch (IOException | UncheckedIOException endOfStream) {
      // the process is gone
    }
  }
}

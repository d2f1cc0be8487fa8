package dropchat.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One real process of a cluster on loopback. Its ports stay the same over restarts. */
final class Member {

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration START = Duration.ofSeconds(60);

  final int port = freePort();
  final int managementPort = freePort();
  final int clusterPort = freePort();
  private Process process;

  /** Starts it, and waits until it is ready. */
  void start(String seeds, String... options) {
    launch(seeds, options);
    awaitReady();
  }

  void launch(String seeds, String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("@config/jvm.options", "-Xmx256m", "-jar"));
    command.add(System.getProperty("dropchat.jar", "signaling-node/target/dropchat.jar"));
    command.addAll(List.of("--port", "" + port, "--management-port", "" + managementPort));
    command.addAll(List.of("--cluster-port", "" + clusterPort, "--join", seeds));
    command.addAll(List.of(options));
    try {
      process =
          new ProcessBuilder(command)
              .directory(PROJECT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() {
    Until.holds("a member is ready", START, this::ready);
  }

  boolean ready() {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notListening) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean alive() {
    return process != null && process.isAlive();
  }

  /** SIGKILL: no goodbye to anybody. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM: drains, and ends with 0. */
  int stop() {
    process.destroy();
    awaitEnd();
    return process.exitValue();
  }

  /** SIGSTOP: the kernel goes on taking connections and bytes, nobody answers. */
  void freeze() {
    signal("STOP");
  }

  void thaw() {
    signal("CONT");
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the process did not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

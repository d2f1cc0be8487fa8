package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What `make cluster` starts, in a terminal of its own. */
class ClusterCommandTest {

  /** Far from the ports that somebody may have in use. */
  private static final int SHIFT = 11_000;

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
  private static final String JAR =
      System.getProperty("dropchat.jar", "signaling-node/target/dropchat.jar");

  /** Whoever started the tests in the background made them ignore Ctrl-C, and so all they start. */
  private static final List<String> TERMINAL = List.of("env", "--default-signal=INT", "setsid");

  @Test
  void fiveProcessesBecomeReadyAndCtrlCEndsThemAll() throws Exception {
    var command = Stream.concat(TERMINAL.stream(), Stream.of("config/run-cluster", JAR));
    var builder = new ProcessBuilder(command.toList());
    builder.environment().put("SHIFT", "" + SHIFT);
    var terminal =
        builder
            .directory(PROJECT.toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    var processes = List.<ProcessHandle>of();
    try {
      Until.holds("all five ready", Member.START, ClusterCommandTest::allAreReady);
      processes = terminal.descendants().filter(ClusterCommandTest::isJava).toList();
      assertThat(processes).hasSize(5);
      new ProcessBuilder("kill", "-INT", "--", "-" + terminal.pid()).start().waitFor();
      assertThat(terminal.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(terminal.exitValue()).isZero();
      assertThat(processes).noneMatch(ProcessHandle::isAlive);
    } finally {
      Stream.concat(terminal.descendants(), processes.stream())
          .forEach(ProcessHandle::destroyForcibly);
      terminal.destroyForcibly();
    }
  }

  private static boolean allAreReady() {
    return IntStream.rangeClosed(9091, 9095).allMatch(ClusterCommandTest::isReady);
  }

  private static boolean isJava(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/java");
  }

  private static boolean isReady(int port) {
    var uri = URI.create("http://127.0.0.1:" + (port + SHIFT) + "/health/ready");
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

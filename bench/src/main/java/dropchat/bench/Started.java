package dropchat.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A DropChat process as whoever runs one starts it, at the port given and the two that follow. It
 * ends with this program at the latest.
 *
 * @param millis from its start until it said at its management port that it is ready
 * @param log what it prints, and others before it
 */
record Started(Process process, double millis, Path log) implements AutoCloseable {

  static final int FIRST = 21_500;
  static final int SECOND = 21_510;

  private static final int READY_SECONDS = 60;

  /** It may have an AOT cache to write. */
  private static final int END_SECONDS = 300;

  private static final int ANSWER_MS = 3_000;
  private static final List<String> SEEDS =
      List.of("--join", "127.0.0.1:" + (FIRST + 2) + ",127.0.0.1:" + (SECOND + 2));

  /** Nobody is there to be joined. */
  static Started alone(LineupOptions options, String jvmOption, int port)
      throws IOException, InterruptedException {
    return start(options, jvmOption, port, List.of());
  }

  /** One of {@link #FIRST} and {@link #SECOND}: whichever is started later joins the other. */
  static Started inCluster(LineupOptions options, String jvmOption, int port)
      throws IOException, InterruptedException {
    var more = new ArrayList<>(SEEDS);
    more.addAll(List.of("--cluster-port", "" + (port + 2)));
    return start(options, jvmOption, port, more);
  }

  private static Started start(
      LineupOptions options, String jvmOption, int port, List<String> more)
      throws IOException, InterruptedException {
    var ready = URI.create("http://127.0.0.1:" + (port + 1) + "/health/ready");
    Server.expectFree(port + 1);
    var command = new ArrayList<>(options.lineup().started(jvmOption, port, port + 1));
    command.addAll(more);
    var log = Files.createDirectories(options.results()).resolve("start.log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    long before = System.nanoTime();
    var process =
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    awaitReady(process, ready, log);
    return new Started(process, (System.nanoTime() - before) / 1e6, log);
  }

  private static void awaitReady(Process process, URI ready, Path log)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!answers(ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("a process did not become ready: see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** A port that nobody listens at is tried first: a question costs a core that a start needs. */
  private static boolean answers(URI ready) {
    if (!Server.answers(ready.getPort())) {
      return false;
    }
    try {
      var connection = (HttpURLConnection) ready.toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MS);
      connection.setReadTimeout(ANSWER_MS);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * As an operator stops it.
   *
   * @throws IllegalStateException if it does not end, or not as one that has drained
   */
  void stop() throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    if (!ended || process.exitValue() != 0) {
      var how = ended ? " ended with " + process.exitValue() : " did not end in time";
      throw new IllegalStateException("a process that was told to stop" + how + ": see " + log);
    }
  }

  /** At once, with what it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}

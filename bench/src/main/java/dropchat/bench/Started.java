package dropchat.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A DropChat process as whoever runs one starts it, at the port given and the two that follow.
 *
 * @param millis from its start until it said at its management port that it is ready
 */
record Started(Process process, double millis) {

  static final int FIRST = 21_500;
  static final int SECOND = 21_510;

  private static final int PATIENCE_SECONDS = 60;
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
    var command = new ArrayList<>(options.lineup().started(jvmOption, port, port + 1));
    command.addAll(more);
    Files.createDirectories(options.results());
    var log = options.results().resolve("start.log").toFile();
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    long before = System.nanoTime();
    var process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    awaitReady(process, URI.create("http://127.0.0.1:" + (port + 1) + "/health/ready"));
    return new Started(process, (System.nanoTime() - before) / 1e6);
  }

  private static void awaitReady(Process process, URI ready) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers(ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IllegalStateException("a process did not become ready: see start.log");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static boolean answers(URI ready) {
    try {
      return ((HttpURLConnection) ready.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** As an operator stops it: what its JVM does at its end is done. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}

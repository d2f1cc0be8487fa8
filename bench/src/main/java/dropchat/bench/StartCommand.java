package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How long a process takes from its start until it says on its management port that it is ready,
 * with what a training run has learnt (AOT cache), as in the image, and without.
 */
@Command(
    name = "start",
    description = "Milliseconds until ready: alone, and as a node that joins a cluster of one.",
    mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 60;
  private static final int FIRST = 21_500;
  private static final int SECOND = 21_510;

  @Mixin private LineupOptions options;

  @Option(names = "--starts", defaultValue = "3", description = "of each (${DEFAULT-VALUE})")
  private int starts;

  private record Started(Process process, double millis) {

    void stop() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(options.results());
    var cache = options.results().resolve("dropchat.aot");
    Files.deleteIfExists(cache);
    start("-XX:AOTCacheOutput=" + cache, FIRST, true).stop(); // what it learns is written at its end
    var all = new JsonObject();
    System.out.printf("%n| ready after, ms | min – median – max |%n|---|---|%n");
    measure("with an AOT cache", "-XX:AOTCache=" + cache, all);
    measure("without", "-XX:AOTMode=off", all);
    Files.writeString(options.results().resolve("start.json"), all.encodePrettily());
    return 0;
  }

  private void measure(String name, String cache, JsonObject all) throws Exception {
    var alone = new ArrayList<Double>();
    var joined = new ArrayList<Double>();
    for (int i = 0; i < starts; i++) {
      alone.add(startAndStop(cache, FIRST, false));
    }
    var first = start(cache, FIRST, true);
    try {
      for (int i = 0; i < starts; i++) {
        joined.add(startAndStop(cache, SECOND, true));
      }
    } finally {
      first.stop();
    }
    tell("alone, " + name, alone, all);
    tell("joined, " + name, joined, all);
  }

  private static void tell(String what, List<Double> millis, JsonObject all) {
    var spread = Spread.of(millis);
    all.put(what, spread.json());
    System.out.printf("| %s | %s |%n", what, spread.text("%.0f"));
  }

  private double startAndStop(String cache, int port, boolean inCluster) throws Exception {
    var started = start(cache, port, inCluster);
    started.stop();
    return started.millis();
  }

  private Started start(String cache, int port, boolean inCluster) throws Exception {
    var command = new ArrayList<>(options.lineup().started(cache, port, port + 1));
    if (inCluster) {
      command.addAll(List.of("--cluster-port", "" + (port + 2)));
      command.addAll(List.of("--join", "127.0.0.1:" + (FIRST + 2) + ",127.0.0.1:" + (SECOND + 2)));
    }
    var log = Path.of("" + options.results(), "start.log").toFile();
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
}

package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

  @Mixin private LineupOptions options;

  @Option(names = "--starts", defaultValue = "3", description = "of each (${DEFAULT-VALUE})")
  private int starts;

  @Mixin private Allowed allowed;

  @Override
  public Integer call() throws Exception {
    allowed.atLeast(1, "--starts", starts);
    var cache = options.results().resolve("dropchat.aot");
    TrainCommand.train(options, cache);
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
      alone.add(stopped(Started.alone(options, cache, Started.SECOND)));
    }
    try (var first = Started.inCluster(options, cache, Started.FIRST)) {
      for (int i = 0; i < starts; i++) {
        joined.add(stopped(Started.inCluster(options, cache, Started.SECOND)));
      }
      first.stop();
    }
    tell("alone, " + name, alone, all);
    tell("joined, " + name, joined, all);
  }

  private static double stopped(Started process) throws InterruptedException {
    try (process) {
      process.stop();
      return process.millis();
    }
  }

  private static void tell(String what, List<Double> millis, JsonObject all) {
    var spread = Spread.of(millis);
    all.put(what, spread.json());
    System.out.printf("| %s | %s |%n", what, spread.text("%.0f"));
  }
}

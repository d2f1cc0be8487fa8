package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a cycle costs the whole cluster as that grows, and anybody meets anybody. */
@Command(
    name = "growth",
    description = "CPU per cycle on one node, and on so many, where anybody meets anybody.",
    mixinStandardHelpOptions = true)
final class GrowthCommand implements Callable<Integer> {

  private static final int SAMPLES = 3;

  @Mixin private LineupOptions options;

  @Option(
      names = "--nodes",
      split = ",",
      defaultValue = "1,2,4",
      description = "1: no cluster (${DEFAULT-VALUE})")
  private List<Integer> sizes;

  @Option(names = "--clients", defaultValue = "600", description = "so many (${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "seconds of load before, for each node (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "measured, three times (${DEFAULT-VALUE})")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    var costs = new LinkedHashMap<Integer, List<Double>>();
    var all = new JsonObject();
    System.out.printf(
        "%n| nodes | CPU µs per cycle: min – median – max | cycles/s |%n|---|---|---|%n");
    for (int nodes : sizes) {
      var lineup = options.lineup();
      var contestant =
          nodes == 1 ? lineup.dropchat() : lineup.nodes(nodes + " nodes", nodes, false);
      try (var server = Server.start(contestant, options.results())) {
        var reports = new ArrayList<Report>();
        for (int i = 0; i < SAMPLES; i++) {
          System.err.printf("%n%s, %d of %d%n", contestant.name(), i + 1, SAMPLES);
          var load = new Load(contestant.place(), clients, 0, server.processes());
          reports.add(load.run(i == 0 ? warmUp * nodes : 1, seconds));
        }
        costs.put(nodes, reports.stream().map(Report::microsPerCycle).toList());
        var cost = Spread.of(costs.get(nodes));
        var pace = Spread.of(reports.stream().map(Report::cyclesPerSecond).toList());
        all.put(
            "" + nodes,
            new JsonObject()
                .put("cpuMicrosPerCycle", cost.json())
                .put("cyclesPerSecond", pace.json()));
        System.out.printf("| %d | %s | %.0f |%n", nodes, cost.text("%.0f"), pace.median());
      }
    }
    var found = new JsonObject().put("ratios", ratios(costs)).put("nodes", all);
    Files.writeString(options.results().resolve("growth.json"), found.encodePrettily());
    return 0;
  }

  /** Each size compared with the first. */
  private JsonObject ratios(Map<Integer, List<Double>> costs) {
    var ratios = new JsonObject();
    for (int size : sizes.subList(1, sizes.size())) {
      var spread = Spread.ofRatios(costs.get(size), costs.get(sizes.getFirst()));
      var name = "%d nodes ÷ %d".formatted(size, sizes.getFirst());
      System.out.printf("%n%s: %s%n", name, spread.text("%.2f"));
      ratios.put(name, spread.json());
    }
    return ratios;
  }
}

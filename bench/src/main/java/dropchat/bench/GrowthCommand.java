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

/**
 * What a cycle costs the whole cluster as nodes are added to it, where anybody meets anybody: once
 * with work that grows with it, as nodes are added for, and once with as much as goes on this one
 * machine.
 */
@Command(
    name = "growth",
    description = "CPU per cycle on one node and as more are added, with a matchmaker beside them.",
    mixinStandardHelpOptions = true)
final class GrowthCommand implements Callable<Integer> {

  private static final int SAMPLES = 3;

  @Mixin private LineupOptions options;

  @Option(
      names = "--nodes",
      split = ",",
      defaultValue = "1,2,4",
      description = "rising (${DEFAULT-VALUE})")
  private List<Integer> sizes;

  @Option(
      names = "--rate",
      defaultValue = "300",
      description = "cycles a second for each node (${DEFAULT-VALUE})")
  private int rate;

  @Option(names = "--clients", defaultValue = "600", description = "so many (${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--warm-up",
      defaultValue = "12",
      description = "seconds of load before, for each process that is new (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "measured, three times (${DEFAULT-VALUE})")
  private int seconds;

  @Override
  public Integer call() throws Exception {
    var paced = new LinkedHashMap<Integer, List<Double>>();
    var saturated = new LinkedHashMap<Integer, List<Double>>();
    var all = new JsonObject();
    System.out.printf(
        "%n| nodes | CPU µs per cycle, %d cycles/s for each node | as many as go | cycles/s then |"
            + "%n|---|---|---|---|%n",
        rate);
    var largest = options.lineup().matchmakerAndNodes(sizes.getLast());
    try (var server = Server.start(largest.first(1), options.results())) {
      int warm = 0;
      for (int nodes : sizes) {
        server.grow(largest.first(1 + nodes));
        try (var load = Load.open(server.contestant().place(), clients, server.processes())) {
          var full = measure(nodes, load, 0, warmUp * (1 + nodes - warm));
          var due = measure(nodes, load, rate * nodes, 2);
          saturated.put(nodes, costs(full));
          paced.put(nodes, costs(due));
          all.put("" + nodes, tell(nodes, full, due));
        }
        warm = 1 + nodes;
      }
    }
    var ratios = new JsonObject();
    addRatios(rate + " cycles a second for each", paced, ratios);
    addRatios("as many as go", saturated, ratios);
    var found = new JsonObject().put("ratios", ratios).put("nodes", all);
    Files.writeString(options.results().resolve("growth.json"), found.encodePrettily());
    return 0;
  }

  /**
   * @param rate cycles a second, or 0
   */
  private List<Report> measure(int nodes, Load load, int rate, int warmUp) throws Exception {
    var reports = new ArrayList<Report>();
    for (int i = 1; i <= SAMPLES; i++) {
      System.err.printf("%n%d nodes, %d of %d%n", nodes, i, SAMPLES);
      reports.add(load.run(rate, i == 1 ? warmUp : 0, seconds));
    }
    return reports;
  }

  private static JsonObject tell(int nodes, List<Report> full, List<Report> due) {
    var pace = Spread.of(full.stream().map(Report::cyclesPerSecond).toList());
    System.out.printf(
        "| %d | %s | %s | %.0f |%n",
        nodes,
        Spread.of(costs(due)).text("%.0f"),
        Spread.of(costs(full)).text("%.0f"),
        pace.median());
    return new JsonObject()
        .put("paced", Spread.of(costs(due)).json())
        .put("saturated", Spread.of(costs(full)).json())
        .put("cyclesPerSecond", pace.json());
  }

  private static List<Double> costs(List<Report> reports) {
    return reports.stream().map(Report::microsPerCycle).toList();
  }

  /** Each size compared with the first. */
  private void addRatios(String what, Map<Integer, List<Double>> costs, JsonObject ratios) {
    for (int size : sizes.subList(1, sizes.size())) {
      var spread = Spread.ofRatios(costs.get(size), costs.get(sizes.getFirst()));
      var name = "%d nodes ÷ %d, %s".formatted(size, sizes.getFirst(), what);
      System.out.printf("%n%s: %s%n", name, spread.text("%.2f"));
      ratios.put(name, spread.json());
    }
  }
}

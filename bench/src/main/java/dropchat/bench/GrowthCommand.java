package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a cycle costs where it is the work of one node, and of more, and anybody meets anybody: once
 * with work that grows with them, as nodes are added for, and once with as much as goes on this one
 * machine.
 */
@Command(
    name = "growth",
    description = "CPU per cycle on one node of a cluster and on more; a matchmaker stands beside.",
    mixinStandardHelpOptions = true)
final class GrowthCommand implements Callable<Integer> {

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
      defaultValue = "10",
      description =
          "seconds of load before, for each process, by the largest crowd; by each other one: half of"
              + " it (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "measured, each round (${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "so many (${DEFAULT-VALUE})")
  private int rounds;

  private final Map<Integer, Load> loads = new TreeMap<>();
  private final Map<Integer, List<Report>> paced = new TreeMap<>();
  private final Map<Integer, List<Report>> saturated = new TreeMap<>();
  private long errors;

  @Override
  public Integer call() throws Exception {
    var cluster = options.lineup().matchmakerAndNodes(sizes.getLast());
    try (var server = Server.start(cluster, options.results())) {
      measure(cluster.place(), server.processes());
    }
    System.out.printf(
        "%n| nodes | CPU µs per cycle, %d cycles/s for each node | as many as go | cycles/s then |"
            + "%n|---|---|---|---|%n",
        rate);
    var all = new JsonObject();
    for (int nodes : sizes) {
      all.put("" + nodes, tell(nodes, saturated.get(nodes), paced.get(nodes)));
    }
    System.out.printf("%n| CPU per cycle | min – median – max |%n|---|---|%n");
    var ratios = new JsonObject();
    addRatios(rate + " cycles a second for each", paced, ratios);
    addRatios("as many as go", saturated, ratios);
    var found = new JsonObject().put("ratios", ratios).put("nodes", all);
    Files.writeString(options.results().resolve("growth.json"), found.encodePrettily());
    if (errors > 0) {
      System.err.printf("%n%d errors: see the servers' logs in %s%n", errors, options.results());
    }
    return errors == 0 ? 0 : 1;
  }

  /** In turns, as a machine is faster in one minute than in the next. */
  private void measure(Crowd.Place place, Processes processes)
      throws IOException, InterruptedException {
    try {
      for (int nodes : sizes.reversed()) { // the largest first: it warms every process
        System.err.printf("%nwarming up, nodes: %d%n", nodes);
        var load = Load.open(place.first(nodes), clients, processes.first(1 + nodes));
        loads.put(nodes, load);
        int cold = nodes == sizes.getLast() ? warmUp * (1 + nodes) : warmUp / 2;
        errors += load.run(0, 0, cold).errors();
      }
      for (int round = 1; round <= rounds; round++) {
        var ofAll = "%d of %d".formatted(round, rounds);
        measure("as many as go, " + ofAll, 0, saturated);
        measure(rate + " cycles a second for each, " + ofAll, rate, paced);
      }
    } finally {
      loads.values().forEach(Load::close);
    }
  }

  /**
   * @param rate cycles a second for each node, or 0
   */
  private void measure(String what, int rate, Map<Integer, List<Report>> reports)
      throws IOException, InterruptedException {
    for (int nodes : sizes) {
      System.err.printf("%nnodes: %d, %s%n", nodes, what);
      var report = loads.get(nodes).run(rate * nodes, 1, seconds);
      errors += report.errors();
      reports.computeIfAbsent(nodes, first -> new ArrayList<>()).add(report);
    }
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
  private void addRatios(String what, Map<Integer, List<Report>> reports, JsonObject ratios) {
    for (int size : sizes.subList(1, sizes.size())) {
      var spread = Spread.ofRatios(costs(reports.get(size)), costs(reports.get(sizes.getFirst())));
      var name = "%d nodes ÷ %d, %s".formatted(size, sizes.getFirst(), what);
      System.out.printf("| %s | %s |%n", name, spread.text("%.2f"));
      ratios.put(name, spread.json());
    }
  }
}

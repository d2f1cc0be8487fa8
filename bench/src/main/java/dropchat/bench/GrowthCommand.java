package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
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

  /** Each is a JVM on this machine. */
  private static final int MOST_NODES = 50;

  /** Of the cycles that are due. */
  private static final double ENOUGH = 0.95;

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

  @Mixin private RoundsOptions rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description =
          "seconds of load before, for each process, by the largest crowd; by each other one: half of"
              + " it (${DEFAULT-VALUE})")
  private int warmUp;

  @Mixin private Allowed allowed;

  private final Turns<Integer> turns = new Turns<>();
  private final Map<Integer, List<Report>> paced = new TreeMap<>();
  private final Map<Integer, List<Report>> saturated = new TreeMap<>();

  @Override
  public Integer call() throws Exception {
    check();
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
    sizes.forEach(this::warnIfBehind);
    System.out.printf("%n| CPU per cycle | min – median – max |%n|---|---|%n");
    var ratios = new JsonObject();
    addRatios(rate + " cycles a second for each", paced, ratios);
    addRatios("as many as go", saturated, ratios);
    var found = new JsonObject().put("ratios", ratios).put("nodes", all);
    Files.writeString(options.results().resolve("growth.json"), found.encodePrettily());
    return options.outcome(turns.errors());
  }

  private void check() {
    rounds.check();
    allowed.only(rate >= 1 && rate <= LoadCommand.MOST, "--rate", "1 to " + LoadCommand.MOST);
    allowed.atLeast(2, "--warm-up", warmUp);
    allowed.rising("--nodes", sizes);
    allowed.only(sizes.getLast() <= MOST_NODES, "--nodes", MOST_NODES + " at most");
    allowed.atLeast(2 * sizes.getLast(), "--clients", rounds.clients());
  }

  private void measure(Crowd.Place place, Processes processes)
      throws IOException, InterruptedException {
    try (turns) {
      for (int nodes : sizes.reversed()) { // the largest first: it warms every process
        int cold = nodes == sizes.getLast() ? warmUp * (1 + nodes) : warmUp / 2;
        turns.enter(
            nodes, place.first(nodes), rounds.clients(), processes.first(1 + nodes), cold);
      }
      for (int round = 1; round <= rounds.rounds(); round++) {
        var ofAll = ", %d of %d, nodes".formatted(round, rounds.rounds());
        turns.run("as many as go" + ofAll, nodes -> 0, rounds.seconds(), saturated);
        var pace = rate + " cycles a second for each";
        turns.run(pace + ofAll, nodes -> rate * nodes, rounds.seconds(), paced);
      }
    }
  }

  private void warnIfBehind(int nodes) {
    var reached = pace(paced.get(nodes));
    int due = rate * nodes;
    if (reached.median() < due * ENOUGH) {
      System.err.printf(
          "%nnodes: %d: %.0f cycles/s of %d that were due: the CPU is of a machine with too much to"
              + " do; try a smaller --rate%n",
          nodes, reached.median(), due);
    }
  }

  private static JsonObject tell(int nodes, List<Report> full, List<Report> due) {
    var pace = pace(full);
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

  private static Spread pace(List<Report> reports) {
    return Spread.of(reports.stream().map(Report::cyclesPerSecond).toList());
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

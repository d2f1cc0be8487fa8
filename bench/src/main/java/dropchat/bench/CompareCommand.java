package dropchat.bench;

import java.io.IOException;
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
 * All side by side: every server runs the whole time with its crowd, and is under load in its turn,
 * round after round, so that a slow minute of the machine is everybody's.
 */
@Command(
    name = "compare",
    description = "DropChat and others' servers on the same work, in turns.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  /** 14 signals each: 500 signals a second. */
  private static final int CALM_RATE = 36;

  private static final int CALM_SECONDS = 3;

  @Mixin private LineupOptions options;

  @Option(names = "--clients", defaultValue = "600", description = "so many (${DEFAULT-VALUE})")
  private int clients;

  @Option(names = "--rounds", defaultValue = "3", description = "so many (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "measured each time (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "16",
      description =
          "seconds of load before the first round, for each JVM; other servers: a quarter of it;"
              + " a second crowd at the same server: half (${DEFAULT-VALUE})")
  private int warmUp;

  private final List<Server> servers = new ArrayList<>();
  private final Map<String, Load> loads = new LinkedHashMap<>();
  private final Map<String, List<Report>> saturated = new LinkedHashMap<>();
  private final Map<String, List<Report>> calm = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    try {
      for (var contestant : options.lineup().all()) {
        enter(contestant);
      }
      for (int round = 1; round <= rounds; round++) {
        run("round " + round + " of " + rounds, 0, seconds, saturated);
        run("500 signals a second, " + round + " of " + rounds, CALM_RATE, CALM_SECONDS, calm);
      }
    } finally {
      loads.values().forEach(Load::close);
      servers.forEach(Server::close);
    }
    var comparison = new Comparison(saturated, calm);
    Files.writeString(
        options.results().resolve("compare.json"), comparison.json().encodePrettily());
    System.out.print(comparison.markdown());
    return comparison.errors() == 0 ? 0 : 1;
  }

  private void enter(Contestant contestant) throws IOException, InterruptedException {
    var server = Server.start(contestant, options.results());
    servers.add(server);
    if (contestant.name().equals(Lineup.TWO)) {
      enter(Lineup.TWO_LOCAL, contestant.place().with(Pairs.LOCAL), server, warmUp / 2);
    }
    boolean onJvm = contestant.name().startsWith("DropChat");
    // each JVM compiles for itself, on the same cores; others need much less
    int each = onJvm ? warmUp * contestant.commands().size() : Math.max(1, warmUp / 4);
    enter(contestant.name(), contestant.place(), server, each);
  }

  private void enter(String name, Crowd.Place place, Server server, int warmUp)
      throws IOException, InterruptedException {
    say("warming up", name);
    var load = Load.open(place, clients, server.processes());
    loads.put(name, load);
    load.run(0, 0, warmUp);
  }

  private void run(String what, int rate, int seconds, Map<String, List<Report>> reports)
      throws IOException, InterruptedException {
    for (var name : loads.keySet()) {
      say(what, name);
      var report = loads.get(name).run(rate, 1, seconds);
      reports.computeIfAbsent(name, first -> new ArrayList<>()).add(report);
    }
  }

  private static void say(String what, String name) {
    System.err.printf("%n%s: %s%n", what, name);
  }
}

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
 * All side by side: every server runs the whole time, and is under load in its turn, round after
 * round, so that a slow minute of the machine is everybody's.
 */
@Command(
    name = "compare",
    description = "DropChat and others' servers on the same work, in turns.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {

  /** 14 signals each: 500 signals a second. */
  private static final int CALM_RATE = 36;

  private static final int CALM_CLIENTS = 120;
  private static final int CALM_SECONDS = 4;

  @Mixin private LineupOptions options;

  @Option(names = "--clients", defaultValue = "600", description = "so many (${DEFAULT-VALUE})")
  private int clients;

  @Option(names = "--rounds", defaultValue = "3", description = "so many (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description = "measured each time (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "16",
      description =
          "seconds of load before the first round, for each JVM; other servers: a quarter of it"
              + " (${DEFAULT-VALUE})")
  private int warmUp;

  private final List<Server> servers = new ArrayList<>();
  private final Map<String, List<Report>> saturated = new LinkedHashMap<>();
  private final Map<String, List<Report>> calm = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    try {
      for (var contestant : options.lineup().all()) {
        servers.add(Server.start(contestant, options.results()));
      }
      for (var server : servers) {
        say("warming up", server);
        load(server, clients, 0, 0, warmUp(server));
      }
      for (int round = 1; round <= rounds; round++) {
        for (var server : servers) {
          say("round " + round + " of " + rounds, server);
          note(saturated, server, load(server, clients, 0, 1, seconds));
        }
        for (var server : servers) {
          say("500 signals a second, " + round + " of " + rounds, server);
          note(calm, server, load(server, CALM_CLIENTS, CALM_RATE, 1, CALM_SECONDS));
        }
      }
    } finally {
      servers.forEach(Server::close);
    }
    var comparison = new Comparison(saturated, calm);
    Files.writeString(
        options.results().resolve("compare.json"), comparison.json().encodePrettily());
    System.out.print(comparison.markdown());
    return comparison.errors() == 0 ? 0 : 1;
  }

  /** Each JVM compiles for itself, on the same cores; others need much less. */
  private int warmUp(Server server) {
    boolean onJvm = server.contestant().name().startsWith("DropChat");
    return onJvm ? warmUp * server.contestant().commands().size() : Math.max(1, warmUp / 4);
  }

  private static void note(Map<String, List<Report>> of, Server server, Report report) {
    of.computeIfAbsent(server.contestant().name(), name -> new ArrayList<>()).add(report);
  }

  private static void say(String what, Server server) {
    System.err.printf("%n%s: %s%n", what, server.contestant().name());
  }

  private static Report load(Server server, int clients, int rate, int warmUp, int seconds)
      throws IOException, InterruptedException {
    var place = server.contestant().place();
    return new Load(place, clients, rate, server.processes()).run(warmUp, seconds);
  }
}

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

  @Mixin private RoundsOptions rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "16",
      description =
          "seconds of load before the first round, for each JVM; other servers: a quarter of it;"
              + " a second crowd at the same server: half (${DEFAULT-VALUE})")
  private int warmUp;

  @Mixin private Allowed allowed;

  private final List<Server> servers = new ArrayList<>();
  private final Turns<String> turns = new Turns<>();
  private final Map<String, List<Report>> saturated = new LinkedHashMap<>();
  private final Map<String, List<Report>> calm = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    rounds.check();
    allowed.atLeast(1, "--warm-up", warmUp);
    try {
      for (var contestant : options.lineup().all()) {
        enter(contestant);
      }
      for (int round = 1; round <= rounds.rounds(); round++) {
        var ofAll = round + " of " + rounds.rounds();
        turns.run("round " + ofAll, name -> 0, rounds.seconds(), saturated);
        turns.run("500 signals a second, " + ofAll, name -> CALM_RATE, CALM_SECONDS, calm);
      }
    } finally {
      turns.close();
      servers.forEach(Server::close);
    }
    var comparison = new Comparison(saturated, calm);
    Files.writeString(
        options.results().resolve("compare.json"), comparison.json().encodePrettily());
    System.out.print(comparison.markdown());
    return options.outcome(turns.errors());
  }

  private void enter(Contestant contestant) throws IOException, InterruptedException {
    var server = Server.start(contestant, options.results());
    servers.add(server);
    var place = contestant.place();
    if (contestant.name().equals(Lineup.TWO)) {
      enter(Lineup.TWO_LOCAL, place.with(Pairs.LOCAL), server, Math.max(1, warmUp / 2));
    }
    boolean onJvm = contestant.name().startsWith("DropChat");
    // each JVM compiles for itself, on the same cores; others need much less
    int each = onJvm ? warmUp * contestant.commands().size() : Math.max(1, warmUp / 4);
    enter(contestant.name(), place, server, each);
  }

  private void enter(String name, Crowd.Place place, Server server, int warmUp)
      throws IOException, InterruptedException {
    turns.enter(name, place, rounds.clients(), server.processes(), warmUp);
  }
}

package dropchat.bench;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens clients, lets them meet again and again, and tells what it cost. */
@Command(
    name = "load",
    description = {
      "Opens many clients and lets them meet again and again. One cycle is what two people cause:",
      "both join and are matched, 14 signals pass (1.8 KB twice, 0.2 KB twelve times), one skips."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {

  /** Cycles a second. */
  static final int MOST = 1_000_000;

  @Option(
      names = "--url",
      split = ",",
      required = true,
      paramLabel = "ws://HOST:PORT",
      description = "a node, or several")
  private List<String> urls;

  @Option(
      names = "--clients",
      defaultValue = "200",
      description = "so many, divided among the urls (${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "cycles a second that are due; 0: as many as it takes (${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--pairs",
      defaultValue = "ANY",
      description =
          "${COMPLETION-CANDIDATES}: anybody meets anybody, or each pair has an interest that"
              + " nobody else has, and is at one url or at two; PEERJS knows no ANY"
              + " (${DEFAULT-VALUE})")
  private Pairs pairs;

  @Option(
      names = "--dialect",
      defaultValue = "DROPCHAT",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Dialect dialect;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "measured, after --warm-up (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "3",
      description = "seconds that do not count (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--pids",
      split = ",",
      description = "the server's processes on this machine: their CPU and memory are told")
  private List<Long> pids = List.of();

  @Option(names = "--json", description = "writes the result here too")
  private Path json;

  @Mixin private Allowed allowed;

  @Override
  public Integer call() throws Exception {
    check();
    var place = new Crowd.Place(urls, dialect, pairs);
    try (var load = Load.open(place, clients, new Processes(pids))) {
      var report = load.run(rate, warmUp, seconds);
      System.out.print(report.table());
      if (json != null) {
        Files.writeString(json, report.json().encodePrettily());
      }
      if (report.errors() == 0) {
        return 0;
      }
      System.err.println(
          "bench: the server refused or ended connections, and nothing was measured of them: it"
              + " is gone, or these clients do more than its limits allow (a smaller --rate, or"
              + " larger limits, see bench/README.md)");
      return 1;
    }
  }

  private void check() {
    allowed.only(urls.stream().allMatch(LoadCommand::isServer), "--url", "ws://HOST:PORT");
    allowed.atLeast(2, "--clients", clients);
    allowed.only(rate >= 0 && rate <= MOST, "--rate", "0 to " + MOST);
    allowed.atLeast(1, "--seconds", seconds);
    allowed.atLeast(0, "--warm-up", warmUp);
    boolean meets = dialect != Dialect.PEERJS || pairs != Pairs.ANY;
    allowed.only(meets, "--pairs", "LOCAL or SPLIT with PEERJS");
    boolean hasEnds = pairs != Pairs.SPLIT || urls.size() > 1;
    allowed.only(hasEnds, "--pairs", "SPLIT with two --urls or more");
    var running = pids.stream().allMatch(pid -> ProcessHandle.of(pid).isPresent());
    allowed.only(running, "--pids", "of processes that run");
  }

  private static boolean isServer(String url) {
    try {
      var uri = new URI(url);
      return "ws".equals(uri.getScheme()) && uri.getHost() != null
          && uri.getPort() > 0
          && uri.getPort() < 1 << Short.SIZE;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}

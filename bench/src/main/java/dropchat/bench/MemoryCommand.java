package dropchat.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a socket costs that is connected and says nothing. */
@Command(
    name = "memory",
    description = "Memory of each server, after a forced collection, with so many idle sockets.",
    mixinStandardHelpOptions = true)
final class MemoryCommand implements Callable<Integer> {

  /**
   * Have come and gone before the first measurement: what a server loads for its first is not
   * counted.
   */
  private static final int FIRST_GUESTS = 1_000;

  @Mixin private LineupOptions options;

  @Option(
      names = "--sockets",
      split = ",",
      defaultValue = "1000,10000,50000",
      description =
          "rising, up to what the machine's limit on open files allows (${DEFAULT-VALUE})")
  private List<Integer> steps;

  @Option(
      names = "--only",
      defaultValue = "",
      description = "those whose name begins with this (all)")
  private String only;

  @Mixin private Allowed allowed;

  private final Tally tally = new Tally();

  /**
   * @param heap live bytes; of a program not on a JVM 0
   * @param connectMicros CPU for each socket that came since the point before
   */
  private record Point(
      int sockets, long resident, long heap, double connectMicros) {}

  /** Of a process' own, besides its sockets. */
  private static final int OTHER_FILES = 1_000;

  @Override
  public Integer call() throws Exception {
    allowed.rising("--sockets", steps);
    var contestants =
        options.lineup().alone().stream().filter(one -> one.name().startsWith(only)).toList();
    allowed.only(!contestants.isEmpty(), "--only", "the beginning of a name, as DropChat or ws");
    var all = new JsonObject();
    System.out.printf(
        "%n| server | idle sockets | bytes of RSS per socket | of live heap | CPU µs to connect one"
            + " |%n|---|---|---|---|---|%n");
    for (var contestant : contestants) {
      try (var server = Server.start(contestant, options.results())) {
        var points = measure(server);
        var json = new JsonObject();
        var empty = points.getFirst();
        for (var point : points.subList(1, points.size())) {
          long resident = (point.resident - empty.resident) / point.sockets;
          long heap = (point.heap - empty.heap) / point.sockets;
          json.put(
              "" + point.sockets,
              new JsonObject()
                  .put("residentBytes", resident)
                  .put("heapBytes", heap)
                  .put("connectMicros", point.connectMicros));
          System.out.printf(
              "| %s | %,d | %,d | %s | %.0f |%n",
              contestant.name(),
              point.sockets,
              resident,
              heap == 0 ? "" : "%,d".formatted(heap),
              point.connectMicros);
        }
        all.put(contestant.name(), json);
      }
    }
    Files.writeString(options.results().resolve("memory.json"), all.encodePrettily());
    return options.outcome(tally.take().errors());
  }

  private List<Point> measure(Server server) throws IOException, InterruptedException {
    var place = server.contestant().place();
    try (var guests = new Crowd(place, tally)) {
      guests.add(FIRST_GUESTS, client -> {});
    }
    var points = new ArrayList<Point>();
    points.add(point(server, 0, 0));
    try (var crowd = new Crowd(place, tally)) {
      for (int sockets : possible()) {
        int coming = sockets - points.getLast().sockets;
        var before = server.processes().cpu();
        crowd.add(coming, client -> {});
        double took = server.processes().cpu().minus(before).all();
        points.add(point(server, sockets, took * 1e6 / coming));
        System.err.printf("%s: %,d sockets%n", server.contestant().name(), sockets);
      }
    }
    return points;
  }

  /** The server's limit is taken to be this program's: its parent's, both times. */
  private List<Integer> possible() {
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int most = (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount() - OTHER_FILES);
    if (most < 1) {
      throw new IllegalStateException(
          "a process may have too few files open here: ulimit -n, %,d or more".formatted(
              OTHER_FILES + steps.getFirst()));
    }
    if (steps.getLast() > most) {
      System.err.printf(
          "%,d sockets instead of %,d: a process may have %,d files open here (ulimit -Hn)%n",
          most, steps.getLast(), most + OTHER_FILES);
    }
    return steps.stream().map(sockets -> Math.min(sockets, most)).distinct().toList();
  }

  private static Point point(Server server, int sockets, double connectMicros)
      throws IOException, InterruptedException {
    TimeUnit.SECONDS.sleep(1); // the last of them may be closing
    server.collect();
    return new Point(
        sockets,
        server.processes().resident(),
        server.liveHeap(),
        connectMicros);
  }
}

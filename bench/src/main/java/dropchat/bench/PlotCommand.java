package dropchat.bench;

import dropchat.bench.Plot.Point;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws whatever has been measured so far. */
@Command(name = "plot", description = "Draws the results as SVG.", mixinStandardHelpOptions = true)
final class PlotCommand implements Callable<Integer> {

  @Mixin private LineupOptions options;

  @Option(names = "--to", defaultValue = "docs/performance", description = "a folder")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    if (found("compare.json")) {
      draw(
          "compare.svg", new Plot("CPU µs per cycle, min – median – max", "", false).bars(costs()));
    }
    if (found("memory.json")) {
      var plot = new Plot("MB of RSS of all idle sockets together", "idle sockets", false);
      draw("memory.svg", plot.lines(memory()));
    }
    if (found("growth.json")) {
      var title = "CPU µs per cycle, anybody meets anybody, min – median – max";
      var plot = new Plot(title, "nodes", false);
      draw("growth.svg", plot.lines(growth()));
    }
    if (found("micro.json")) {
      var plot = new Plot("ns for each ticket", "tickets that wait already", true);
      draw("matchmaker.svg", plot.lines(tickets()));
    }
    return 0;
  }

  private Map<String, Spread> costs() throws IOException {
    var costs = new LinkedHashMap<String, Spread>();
    var servers = read("compare.json").getJsonObject("servers");
    for (var name : servers.fieldNames()) {
      var cost = servers.getJsonObject(name).getJsonObject("cpuMicrosPerCycle");
      costs.put(name, Spread.from(cost));
    }
    return costs;
  }

  private Map<String, List<Point>> memory() throws IOException {
    var series = new LinkedHashMap<String, List<Point>>();
    var servers = read("memory.json");
    for (var name : servers.fieldNames()) {
      var points = new ArrayList<>(List.of(new Point(0, 0)));
      var steps = servers.getJsonObject(name);
      for (var sockets : steps.fieldNames()) {
        double number = Double.parseDouble(sockets);
        double each = steps.getJsonObject(sockets).getDouble("residentBytes");
        points.add(new Point(number, number * each / 1e6));
      }
      series.put(name, points);
    }
    return series;
  }

  private Map<String, List<Point>> growth() throws IOException {
    var nodes = read("growth.json").getJsonObject("nodes");
    var lines = new LinkedHashMap<String, List<Point>>();
    lines.put("as much for each node", growth(nodes, "paced"));
    lines.put("as many as go on one machine", growth(nodes, "saturated"));
    return lines;
  }

  private static List<Point> growth(JsonObject nodes, String line) {
    return nodes.fieldNames().stream()
        .map(size -> point(size, Spread.from(nodes.getJsonObject(size).getJsonObject(line))))
        .toList();
  }

  private static Point point(String x, Spread y) {
    return new Point(Double.parseDouble(x), y.median(), y.min(), y.max());
  }

  /** Of all microbenchmarks with a waiting line. */
  private Map<String, List<Point>> tickets() throws IOException {
    var series = new LinkedHashMap<String, List<Point>>();
    var results = new JsonArray(Files.readString(options.results().resolve("micro.json")));
    for (int i = 0; i < results.size(); i++) {
      var result = results.getJsonObject(i);
      var waiting = result.getJsonObject("params", new JsonObject()).getString("waiting");
      if (waiting != null) {
        var name =
            result
                .getString("benchmark")
                .replaceFirst(".*\\.micro\\.", "")
                .replace("Benchmark.", ".");
        double nanos = quickest(result.getJsonObject("primaryMetric"));
        series
            .computeIfAbsent(name, first -> new ArrayList<>())
            .add(new Point(Double.parseDouble(waiting), nanos));
      }
    }
    return series;
  }

  private static double quickest(JsonObject metric) {
    var iterations = metric.getJsonArray("rawData").getJsonArray(0);
    return iterations.stream().mapToDouble(nanos -> ((Number) nanos).doubleValue()).min().orElse(0);
  }

  /** An interrupted measurement leaves an empty file. */
  private boolean found(String file) throws IOException {
    var path = options.results().resolve(file);
    return Files.exists(path) && Files.size(path) > 0;
  }

  private JsonObject read(String file) throws IOException {
    return new JsonObject(Files.readString(options.results().resolve(file)));
  }

  private void draw(String file, String svg) throws IOException {
    Files.writeString(folder.resolve(file), svg);
    System.err.println("drawn: " + folder.resolve(file));
  }
}

package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What a comparison found.
 *
 * @param saturated by name, one of each round
 * @param calm by name, one of each round, at a rate that all can carry
 */
record Comparison(Map<String, List<Report>> saturated, Map<String, List<Report>> calm) {

  private record Ratio(String over, String under) {
    String name() {
      return over + " ÷ " + under;
    }
  }

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio(Lineup.ONE, Lineup.WS),
          new Ratio(Lineup.ONE, Lineup.SOCKET_IO),
          new Ratio(Lineup.ONE, Lineup.PEERJS),
          new Ratio(Lineup.TWO, Lineup.WS_REDIS),
          new Ratio(Lineup.TWO, Lineup.SOCKET_IO_REDIS),
          new Ratio(Lineup.TWO, Lineup.TWO_LOCAL),
          new Ratio(Lineup.TWO, Lineup.ONE));

  /** CPU per cycle, by the names of whom is compared with whom. */
  Map<String, Spread> ratios() {
    var ratios = new LinkedHashMap<String, Spread>();
    for (var ratio : RATIOS) {
      ratios.put(
          ratio.name(),
          Spread.ofRatios(
              each(ratio.over, Report::microsPerCycle), each(ratio.under, Report::microsPerCycle)));
    }
    return ratios;
  }

  JsonObject json() {
    var servers = new JsonObject();
    saturated.forEach(
        (name, reports) ->
            servers.put(
                name,
                new JsonObject()
                    .put("cpuMicrosPerCycle", spread(name, Report::microsPerCycle).json())
                    .put("userMicrosPerCycle", spread(name, Report::userMicrosPerCycle).json())
                    .put("cyclesPerSecond", spread(name, Report::cyclesPerSecond).json())
                    .put("calm", middle(name).json())));
    var ratios = new JsonObject();
    ratios().forEach((name, spread) -> ratios.put(name, spread.json()));
    return new JsonObject().put("ratios", ratios).put("servers", servers);
  }

  String markdown() {
    var text = new StringBuilder();
    text.append(
        """

        | server | CPU µs per cycle: min – median – max | of which user | cycles/s | signal ms, p50 · p99 | matched ms, p50 · p99 |
        |---|---|---|---|---|---|
        """);
    saturated.keySet().forEach(name -> text.append(row(name)));
    text.append(
        """

        | CPU per cycle | min – median – max |
        |---|---|
        """);
    ratios()
        .forEach((name, ratio) -> text.append("| %s | %s |%n".formatted(name, ratio.text("%.2f"))));
    return text.toString();
  }

  private String row(String name) {
    var quiet = middle(name).counts();
    return "| %s | %s | %.0f | %.0f | %s | %s |%n"
        .formatted(
            name,
            spread(name, Report::microsPerCycle).text("%.0f"),
            spread(name, Report::userMicrosPerCycle).median(),
            spread(name, Report::cyclesPerSecond).median(),
            millis(quiet.relaying()),
            name.equals(Lineup.PEERJS) ? "" : millis(quiet.matching()));
  }

  /** Of its calm rounds, by p99: in one the machine may have done something else for a moment. */
  private Report middle(String name) {
    return calm.get(name).stream()
        .sorted(Comparator.comparingLong(Comparison::slowest))
        .toList()
        .get(calm.get(name).size() / 2);
  }

  private static long slowest(Report report) {
    return report.counts().relaying().getValueAtPercentile(99);
  }

  private static String millis(Histogram micros) {
    return "%.2f · %.2f"
        .formatted(micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3);
  }

  private Spread spread(String name, ToDoubleFunction<Report> what) {
    return Spread.of(each(name, what));
  }

  private List<Double> each(String name, ToDoubleFunction<Report> what) {
    return saturated.get(name).stream().mapToDouble(what).boxed().toList();
  }
}

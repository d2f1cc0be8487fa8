package dropchat.bench;

import dropchat.bench.Processes.Cpu;
import dropchat.bench.Tally.Counts;
import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/**
 * What one run found.
 *
 * @param rate that was asked for, 0 for as many as it takes
 * @param seconds it took
 * @param cpu of the server's processes meanwhile, all zero if none was named
 * @param resident bytes of theirs at the end, zero if none was named
 */
record Report(int clients, int rate, double seconds, Counts counts, Cpu cpu, long resident) {

  long errors() {
    return counts.errors();
  }

  double microsPerCycle() {
    return cpu.all() * 1e6 / Math.max(1, counts.cycles());
  }

  double userMicrosPerCycle() {
    return cpu.user() * 1e6 / Math.max(1, counts.cycles());
  }

  double cyclesPerSecond() {
    return counts.cycles() / seconds;
  }

  String table() {
    return """
    clients                    %,12d
    cycles a second            %,12.1f%s
    signals a second           %,12.0f
    matched after, ms          %s
    signal took, ms            %s
    errors                     %12d
    """
        .formatted(
            clients,
            cyclesPerSecond(),
            rate == 0 ? "   (saturated)" : "   (%d were due)".formatted(rate),
            counts.signals() / seconds,
            percentiles(counts.matching()),
            percentiles(counts.relaying()),
            errors())
        + (resident == 0 ? "" : costs());
  }

  /** Of processes that were named. */
  private String costs() {
    return """
    CPU µs a cycle             %12.0f   (user %.0f)
    resident MB                %12.0f
    """
        .formatted(microsPerCycle(), userMicrosPerCycle(), resident / 1e6);
  }

  JsonObject json() {
    return new JsonObject()
        .put("clients", clients)
        .put("rate", rate)
        .put("seconds", seconds)
        .put("cycles", counts.cycles())
        .put("signals", counts.signals())
        .put("matchedMicros", micros(counts.matching()))
        .put("signalMicros", micros(counts.relaying()))
        .put("cpuMicrosPerCycle", microsPerCycle())
        .put("userMicrosPerCycle", userMicrosPerCycle())
        .put("residentBytes", resident)
        .put("errors", errors());
  }

  private static String percentiles(Histogram times) {
    return "p50 %.2f   p90 %.2f   p99 %.2f   max %.2f"
        .formatted(
            times.getValueAtPercentile(50) / 1e3,
            times.getValueAtPercentile(90) / 1e3,
            times.getValueAtPercentile(99) / 1e3,
            times.getMaxValue() / 1e3);
  }

  private static JsonObject micros(Histogram times) {
    return new JsonObject()
        .put("p50", times.getValueAtPercentile(50))
        .put("p90", times.getValueAtPercentile(90))
        .put("p99", times.getValueAtPercentile(99))
        .put("max", times.getMaxValue());
  }
}

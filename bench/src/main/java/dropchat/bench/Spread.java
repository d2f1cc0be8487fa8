package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What some measurements of one thing came to. */
record Spread(double min, double median, double max) {

  static Spread of(Collection<Double> found) {
    var sorted = found.stream().sorted().toList();
    int size = sorted.size();
    double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    return new Spread(sorted.getFirst(), median, sorted.getLast());
  }

  /** Measured one after the other, each compared with its neighbour in time. */
  static Spread ofRatios(List<Double> over, List<Double> under) {
    return of(IntStream.range(0, over.size()).mapToObj(i -> over.get(i) / under.get(i)).toList());
  }

  static Spread from(JsonObject json) {
    return new Spread(json.getDouble("min"), json.getDouble("median"), json.getDouble("max"));
  }

  JsonObject json() {
    return new JsonObject().put("min", min).put("median", median).put("max", max);
  }

  /** As "min – median – max". */
  String text(String format) {
    var all = format + " – **" + format + "** – " + format;
    return String.format(Locale.ROOT, all, min, median, max);
  }
}

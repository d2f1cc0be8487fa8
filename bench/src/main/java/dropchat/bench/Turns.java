package dropchat.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Crowds that are under load one after the other, and rest meanwhile: round after round, so that a
 * slow minute of the machine is everybody's.
 *
 * @param <C> what tells one crowd from another, and is printed
 */
final class Turns<C> implements AutoCloseable {

  /** Seconds at the start of each turn that do not count. */
  private static final int WAKING = 1;

  private final Map<C, Load> loads = new LinkedHashMap<>();
  private long errors;

  /**
   * @param warmUp seconds under load
   */
  void enter(C crowd, Crowd.Place place, int clients, Processes processes, int warmUp)
      throws IOException, InterruptedException {
    say("warming up", crowd);
    var load = Load.open(place, clients, processes);
    loads.put(crowd, load);
    errors += load.run(0, 0, warmUp).errors();
  }

  /**
   * One turn of each, in the order in which they have entered.
   *
   * @param rate cycles a second, or 0: as many as it takes
   * @param reports of each crowd, to which one is added
   */
  void run(String what, ToIntFunction<C> rate, int seconds, Map<C, List<Report>> reports)
      throws IOException, InterruptedException {
    for (var crowd : loads.keySet()) {
      say(what, crowd);
      var report = loads.get(crowd).run(rate.applyAsInt(crowd), WAKING, seconds);
      errors += report.errors();
      reports.computeIfAbsent(crowd, first -> new ArrayList<>()).add(report);
    }
  }

  /** So far, those while warming up too. */
  long errors() {
    return errors;
  }

  private void say(String what, C crowd) {
    System.err.printf("%n%s: %s%n", what, crowd);
  }

  @Override
  public void close() {
    loads.values().forEach(Load::close);
  }
}

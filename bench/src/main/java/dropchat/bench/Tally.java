package dropchat.bench;

import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * What happens to all clients together. Times in microseconds, three significant digits. Thread
 * safe.
 */
final class Tally {

  /** Counts and times of a stretch of the run. */
  record Counts(long cycles, long signals, long errors, Histogram matching, Histogram relaying) {}

  private static final int DIGITS = 3;

  private final LongAdder cycles = new LongAdder();
  private final LongAdder signals = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final Recorder matching = new Recorder(DIGITS);
  private final Recorder relaying = new Recorder(DIGITS);

  /**
   * @param dueNanos when somebody should have joined, which may be before they could: so a server
   *     that keeps people waiting cannot hide it (coordinated omission)
   */
  void matched(long dueNanos) {
    matching.recordValue(microsSince(dueNanos));
  }

  void signal(long sentNanos) {
    signals.increment();
    relaying.recordValue(microsSince(sentNanos));
  }

  void cycle() {
    cycles.increment();
  }

  void error() {
    errors.increment();
  }

  long cyclesSoFar() {
    return cycles.sum();
  }

  /** Counts and times are anew; errors, whenever they were, are for who asks next. */
  void restart() {
    cycles.reset();
    signals.reset();
    matching.getIntervalHistogram();
    relaying.getIntervalHistogram();
  }

  /** Since this was last asked, or since the restart. */
  Counts take() {
    return new Counts(
        cycles.sumThenReset(),
        signals.sumThenReset(),
        errors.sumThenReset(),
        matching.getIntervalHistogram(),
        relaying.getIntervalHistogram());
  }

  private static long microsSince(long nanos) {
    return Math.max(0, System.nanoTime() - nanos) / 1_000;
  }
}

package dropchat.processes;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polling: looks until something holds. */
final class Until {

  private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

  private Until() {}

  /** For a fault that must last some time. */
  static void hasPassed(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    holds("time passes", time.multipliedBy(2), () -> System.nanoTime() >= end);
  }

  static void holds(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + atMost.toMillis() + " ms: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}

package dropchat.protocol;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Polling: looks until something holds. */
final class Until {

  /** Sixteen looks a second stay below every rate that the server allows. */
  private static final long STEP_NANOS = Duration.ofMillis(60).toNanos();

  private Until() {}

  static void holds(String what, Duration atMost, BooleanSupplier condition) {
    var end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + atMost.toMillis() + " ms: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}

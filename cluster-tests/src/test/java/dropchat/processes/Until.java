package dropchat.processes;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something to become true, by looking. */
final class Until {

  private Until() {}

  static void holds(String what, Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

package dropchat.processes;

import java.time.Duration;

/** How long it takes until people meet again. */
final class NextMatch {

  private NextMatch() {}

  /**
   * The time from a fault until two meet, one of whom waited before it and one of whom comes after
   * it. Nobody else may be waiting.
   */
  static Duration after(Runnable fault, Guest waiting, Guest coming) {
    waiting.join();
    long start = System.nanoTime();
    fault.run();
    coming.join();
    Pair.met(waiting, coming);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}

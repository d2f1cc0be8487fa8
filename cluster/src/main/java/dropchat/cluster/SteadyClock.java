package dropchat.cluster;

import java.util.concurrent.TimeUnit;

/** Milliseconds that only go forward, whatever is done to the time of day. Thread safe. */
public final class SteadyClock {

  private SteadyClock() {}

  public static long ms() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}

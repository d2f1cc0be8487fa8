package dropchat.signaling.gateway;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** Token buckets from a {@link Limits.Rate}. */
final class Allowance {

  private Allowance() {}

  /** For one event loop. */
  static Bucket forSocket(Limits.Rate rate) {
    return bucket(rate, SynchronizationStrategy.NONE);
  }

  /** For all threads. */
  static Bucket forAddress(Limits.Rate rate) {
    return bucket(rate, SynchronizationStrategy.LOCK_FREE);
  }

  /** How much of the burst is used up. */
  static long spent(Bucket allowance, Limits.Rate rate) {
    return rate.burst() - allowance.getAvailableTokens();
  }

  private static Bucket bucket(Limits.Rate rate, SynchronizationStrategy synchronization) {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), Duration.ofSeconds(1)))
        .withSynchronizationStrategy(synchronization)
        .build();
  }
}

package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bus buffers without a bound what is meant for a process that hangs. We must not. */
class HangingNodeMemoryTest {

  private static final int PAIRS = 8;

  /** Before the failure detector: it is the bound that tells. */
  private static final Duration BEFORE_COUNTED_OUT = Duration.ofSeconds(4);

  /** Beyond that time, and beyond the time of the detector too. */
  private static final Duration FLOOD = Duration.ofSeconds(8);

  private static final String SIGNAL = "s".repeat(16_000);

  @RegisterExtension
  static final Members CLUSTER =
      Members.with(
          List.of(
              "-Xmx64m",
              "--limits-signals-per-second=1000000",
              "--limits-signal-burst=1000000",
              "--limits-signal-bytes-per-second=1000000000",
              "--limits-signal-bytes-burst=1000000000"),
          Members.MATCHMAKER,
          Members.SIGNALING,
          Members.SIGNALING,
          Members.SIGNALING);

  @Test
  void signalsForANodeThatHangsAreDroppedPastABoundAndItsPeersAreTold() {
    var here = CLUSTER.node(0);
    var there = CLUSTER.node(1);
    var beside = CLUSTER.pairAt(here, CLUSTER.node(2));
    var pairs = IntStream.range(0, PAIRS).mapToObj(i -> CLUSTER.pairAt(here, there)).toList();
    there.freeze();
    long start = System.nanoTime();
    var floods =
        pairs.stream()
            .map(
                pair ->
                    CompletableFuture.supplyAsync(
                        () -> flood(pair.ada()), Thread::startVirtualThread))
            .toList();

    pairs.forEach(pair -> pair.ada().await("peer-left", BEFORE_COUNTED_OUT));
    System.out.println(
        "flooding a frozen node: all told after "
            + (System.nanoTime() - start) / 1_000_000
            + " ms");
    long sent = floods.stream().mapToLong(CompletableFuture::join).sum();
    System.out.println("flooding a frozen node: " + (sent >> 20) + " MiB in all");
    assertThat(here.alive()).as("the sender lives").isTrue();
    beside.expectSignalsBothWays();
    there.kill();
  }

  /**
   * Signals as fast as the server takes them, told or not, for longer than anybody needs to notice.
   * Bytes sent.
   */
  private static long flood(Guest guest) {
    long end = System.nanoTime() + FLOOD.toNanos();
    long sent = 0;
    while (System.nanoTime() < end) {
      guest.signal(SIGNAL);
      sent += SIGNAL.length();
    }
    return sent;
  }
}

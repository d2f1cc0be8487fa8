package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PauseWatchTest {

  private static final long HANG_MS = 1_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final CompletableFuture<String> told = new CompletableFuture<>();
  private final CountDownLatch hangs = new CountDownLatch(1);
  private final CountDownLatch looked = new CountDownLatch(1);
  private volatile Duration changed = Duration.ZERO;
  private final PauseWatch watch = new PauseWatch(HANG_MS, 0, this::time, told::complete);

  @AfterEach
  void close() {
    hangs.countDown();
    vertx.close().await();
  }

  @Test
  void anEventLoopThatHangsIsToldOf() {
    watch.watch(vertx);
    watch.start();
    vertx.runOnContext(forLong -> await(hangs));
    assertThat(told.orTimeout(10, TimeUnit.SECONDS).join()).contains("event loop hangs");
  }

  @Test
  void oneThatHasJustStartedMayHangFourTimesAsLong() throws InterruptedException {
    var cold = new PauseWatch(HANG_MS, 60_000, this::time, told::complete);
    cold.watch(vertx);
    cold.start();
    vertx.runOnContext(forLong -> await(hangs));
    assertThat(hangs.await(2 * HANG_MS, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(told).isNotDone();
    assertThat(told.orTimeout(10, TimeUnit.SECONDS).join()).contains("event loop hangs");
  }

  @Test
  void oneThatTurnsAndOneThatIsAboutToEndAreNot() throws InterruptedException {
    watch.watch(vertx);
    watch.start();
    assertThat(hangs.await(2 * HANG_MS, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(told).isNotDone();
    watch.unwatch();
    vertx.runOnContext(forLong -> await(hangs));
    assertThat(hangs.await(2 * HANG_MS, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(told).isNotDone();
  }

  @Test
  void oneThatHasLeftIsToldOfNothing() throws InterruptedException {
    watch.start();
    await(looked);
    watch.stop();
    changed = Duration.ofHours(26);
    assertThat(hangs.await(1, TimeUnit.SECONDS)).isFalse();
    assertThat(told).isNotDone();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT26H", "PT31M", "PT-31M"})
  void aClockThatIsChangedByMoreThanHalfAnHourIsToldOf(Duration by) {
    watch.start();
    await(looked);
    changed = by;
    assertThat(told.orTimeout(10, TimeUnit.SECONDS).join()).contains("clock was changed");
  }

  @Test
  void oneThatIsSetRightIsNot() throws InterruptedException {
    watch.start();
    await(looked);
    changed = Duration.ofMinutes(-29);
    assertThat(hangs.await(1, TimeUnit.SECONDS)).isFalse();
    assertThat(told).isNotDone();
  }

  private Instant time() {
    var time = Instant.now().plus(changed);
    looked.countDown();
    return time;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

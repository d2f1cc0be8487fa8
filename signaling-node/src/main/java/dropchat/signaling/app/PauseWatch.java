package dropchat.signaling.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells of a clustered process that was paused for longer than the failure detector allows: the
 * others have counted it out by then, and it must not come back as a ghost of what it was. Also of
 * one whose event loop hangs: Hazelcast, on its own threads, goes on saying that it is well. And of
 * one whose time of day is changed: its secret has ratcheted to another hour than the others', for
 * good.
 */
final class PauseWatch implements Runnable {

  /**
   * A heartbeat's interval less than hazelcast.max.no.heartbeat.seconds: whoever was paused for
   * longer may have been counted out.
   */
  private static final long PAUSE_MS = 3_000;

  private static final long HANG_MS = 5_000;

  /**
   * So much longer may an event loop hang at first: of code that no compiler has seen a tenth of a
   * second's work takes seconds where many processes start at once on few cores.
   */
  private static final int COLD = 4;

  private static final long COLD_MS = 60_000;
  private static final long STEP_MS = 250;

  /** Less than an hour: so much ahead, others can still read what this process seals. */
  private static final Duration JUMP = Duration.ofMinutes(30);

  private final long hangMs;
  private final long coldMs;
  private final InstantSource clock;
  private final Consumer<String> end;
  private final Thread thread = Thread.ofPlatform().daemon().name("pause-watch").unstarted(this);
  private volatile Vertx watched;
  private volatile long watchedNanos;
  private volatile long turnedNanos;

  /**
   * @param end is told why, in words for the log
   */
  PauseWatch(Consumer<String> end) {
    this(HANG_MS, COLD_MS, InstantSource.system(), end);
  }

  PauseWatch(long hangMs, long coldMs, InstantSource clock, Consumer<String> end) {
    this.hangMs = hangMs;
    this.coldMs = coldMs;
    this.clock = clock;
    this.end = end;
  }

  void start() {
    thread.start();
  }

  /** From now on its event loop has to turn. */
  void watch(Vertx vertx) {
    turnedNanos = watchedNanos = System.nanoTime();
    vertx.setPeriodic(STEP_MS, turn -> turnedNanos = System.nanoTime());
    watched = vertx;
  }

  /** It is about to end. */
  void unwatch() {
    watched = null;
  }

  /** Nobody counts with it any more: what the JVM does at its end may take as long as it likes. */
  void stop() {
    thread.interrupt();
  }

  @Override
  public void run() {
    long last = System.nanoTime();
    var lastTime = clock.instant();
    while (true) {
      try {
        Thread.sleep(STEP_MS);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      var time = clock.instant();
      if (now - last > TimeUnit.MILLISECONDS.toNanos(PAUSE_MS)) {
        end.accept("was paused for too long, ending");
      } else if (watched != null && now - turnedNanos > patienceNanos(now)) {
        end.accept("its event loop hangs, ending");
      } else if (Duration.between(lastTime, time).abs().compareTo(JUMP) > 0) {
        end.accept("its clock was changed by more than half an hour, ending");
      }
      last = now;
      lastTime = time;
    }
  }

  private long patienceNanos(long now) {
    boolean cold = now - watchedNanos < TimeUnit.MILLISECONDS.toNanos(coldMs);
    return TimeUnit.MILLISECONDS.toNanos(cold ? COLD * hangMs : hangMs);
  }
}

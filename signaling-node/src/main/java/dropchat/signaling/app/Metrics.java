package dropchat.signaling.app;

import dropchat.matchmaker.MatchmakerVerticle;
import dropchat.signaling.gateway.Counters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this process counts, for Prometheus. All of it is told in steps of eight: a number that
 * follows one person would say when that one came. Thread safe.
 */
final class Metrics implements Counters, MatchmakerVerticle.Watch {

  private static final int STEP = 8;

  /** Of eight people's talks: each takes some thirty, and would show otherwise. */
  private static final int SIGNALS = 256;

  /** All that there are, from the start: one that came with the first refusal would tell of it. */
  private static final List<Integer> REFUSALS = List.of(400, 403, 426, 429, 503);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger sockets = gauged("sockets", "clients connected");
  private final AtomicInteger waiting = gauged("waiting", "who wait, as the leader knows them");
  private final AtomicLong matched = counted("matched", STEP, "clients told of a match");
  private final AtomicLong signals = counted("signals", SIGNALS, "signals from clients");
  private final AtomicLong batchesRefused =
      counted("batches.refused", STEP, "batches from processes of another version");
  private final Map<Integer, AtomicLong> refused =
      REFUSALS.stream()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  status ->
                      counted(
                          "refused", STEP, "sockets refused, by HTTP status", "status", "" + status)));

  @Override
  public void socketOpened() {
    sockets.incrementAndGet();
  }

  @Override
  public void socketClosed() {
    sockets.decrementAndGet();
  }

  @Override
  public void matched() {
    matched.incrementAndGet();
  }

  @Override
  public void signal() {
    signals.incrementAndGet();
  }

  @Override
  public void refused(int status) {
    refused.get(status).incrementAndGet();
  }

  @Override
  public void batchRefused() {
    batchesRefused.incrementAndGet();
  }

  @Override
  public void waiting(int tickets) {
    waiting.set(tickets);
  }

  String scrape() {
    return registry.scrape();
  }

  /** Rounded up: nobody is zero. */
  private AtomicInteger gauged(String name, String of) {
    var gauged = new AtomicInteger();
    Gauge.builder("dropchat." + name, gauged, now -> Math.ceilDiv(now.get(), STEP) * (double) STEP)
        .description(of + ", rounded up to steps of " + STEP)
        .register(registry);
    return gauged;
  }

  /** Counted from a number that nobody knows: so no step says that just now the eighth came. */
  private AtomicLong counted(String name, int step, String of, String... label) {
    var counted = new AtomicLong(random.nextInt(step));
    FunctionCounter.builder("dropchat." + name, counted, now -> now.get() / step * (double) step)
        .description(of + ", in steps of " + step + " from a random one on")
        .tags(label)
        .register(registry);
    return counted;
  }
}

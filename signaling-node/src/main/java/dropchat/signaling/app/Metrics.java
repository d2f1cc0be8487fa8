package dropchat.signaling.app;

import dropchat.matchmaker.MatchmakerVerticle;
import dropchat.signaling.gateway.Counters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What this process counts, for Prometheus. All of it is told in steps of eight: a number that
 * follows one person would say when that one came. Thread safe.
 */
final class Metrics implements Counters, MatchmakerVerticle.Watch {

  private static final int STEP = 8;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong matched = counted("dropchat.matched");
  private final AtomicLong signals = counted("dropchat.signals");
  private final AtomicLong batchesRefused = counted("dropchat.batches.refused");
  private final Map<Integer, AtomicLong> refused = new ConcurrentHashMap<>();

  Metrics() {
    registry.gauge("dropchat.sockets", sockets, Metrics::coarse);
    registry.gauge("dropchat.waiting", waiting, Metrics::coarse);
  }

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
    refused
        .computeIfAbsent(status, code -> counted("dropchat.refused", "status", "" + code))
        .incrementAndGet();
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

  private AtomicLong counted(String name, String... label) {
    var count = new AtomicLong();
    FunctionCounter.builder(name, count, Metrics::coarse).tags(label).register(registry);
    return count;
  }

  private static double coarse(Number count) {
    return Math.ceilDiv(count.longValue(), STEP) * (double) STEP;
  }
}

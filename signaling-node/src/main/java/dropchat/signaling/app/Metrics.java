package dropchat.signaling.app;

import dropchat.matchmaker.MatchmakerVerticle;
import dropchat.signaling.gateway.Counters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this process counts, for Prometheus. Small counts of people are told in steps of eight.
 * Thread safe.
 */
final class Metrics implements Counters, MatchmakerVerticle.Watch {

  private static final int STEP = 8;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Counter matched = registry.counter("dropchat.matched");
  private final Counter signals = registry.counter("dropchat.signals");
  private final Counter batchesRefused = registry.counter("dropchat.batches.refused");

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
    matched.increment();
  }

  @Override
  public void signal() {
    signals.increment();
  }

  @Override
  public void refused(int status) {
    registry.counter("dropchat.refused", "status", Integer.toString(status)).increment();
  }

  @Override
  public void batchRefused() {
    batchesRefused.increment();
  }

  @Override
  public void waiting(int tickets) {
    waiting.set(tickets);
  }

  String scrape() {
    return registry.scrape();
  }

  private static double coarse(AtomicInteger count) {
    return Math.ceilDiv(count.get(), STEP) * (double) STEP;
  }
}

package dropchat.signaling.app;

import dropchat.cluster.Address;
import dropchat.cluster.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Health and metrics, on a port of their own. Live looks at nothing but the process; ready asks the
 * leading matchmaker over the bus, which must reach this process' nodes, too; and is never said while
 * draining.
 */
final class Management {

  private static final long PROBE_MS = 1_000;

  private final Vertx vertx;
  private final Metrics metrics;
  private final Supplier<OptionalLong> leader;
  private final BooleanSupplier deaf;
  private volatile boolean draining;

  /**
   * @param leader the process that leads this one's nodes
   * @param deaf whether that does not reach them
   */
  Management(Vertx vertx, Supplier<OptionalLong> leader, Metrics metrics, BooleanSupplier deaf) {
    this.vertx = vertx;
    this.leader = leader;
    this.metrics = metrics;
    this.deaf = deaf;
  }

  Future<HttpServer> listen(String host, int port) {
    var router = Router.router(vertx);
    router.get("/health/live").handler(context -> answer(context.response(), true));
    router
        .get("/health/ready")
        .handler(context -> probe().onComplete(up -> answer(context.response(), up.succeeded())));
    router
        .get("/metrics")
        .handler(
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(metrics.scrape()));
    return vertx.createHttpServer().requestHandler(router).listen(port, host);
  }

  void drain() {
    draining = true;
  }

  private Future<?> probe() {
    var leading = leader.get();
    return draining || leading.isEmpty() || deaf.getAsBoolean()
        ? Future.failedFuture("draining, or no matchmaker, or one that does not reach us")
        : Bus.ask(vertx, Address.probe(leading.getAsLong()), null, PROBE_MS);
  }

  private static void answer(HttpServerResponse response, boolean up) {
    response
        .setStatusCode(up ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .end(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
  }
}

package dropchat.signaling.app;

import dropchat.cluster.Address;
import dropchat.cluster.Bus;
import dropchat.cluster.Membership;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.util.function.BooleanSupplier;

/**
 * Health and metrics, on a port of their own. Live looks at nothing but the process; ready asks the
 * leading matchmaker over the bus, which must reach this process' nodes, too; and is never said while
 * draining.
 */
final class Management {

  private static final long PROBE_MS = 1_000;

  private final Vertx vertx;
  private final Membership membership;
  private final Metrics metrics;
  private final BooleanSupplier deaf;
  private volatile boolean draining;

  /**
   * @param deaf whether the leading matchmaker does not reach this process' nodes
   */
  Management(Vertx vertx, Membership membership, Metrics metrics, BooleanSupplier deaf) {
    this.vertx = vertx;
    this.membership = membership;
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
    var leader = membership.leader();
    return draining || leader.isEmpty() || deaf.getAsBoolean()
        ? Future.failedFuture("draining, or no matchmaker, or one that does not reach us")
        : Bus.ask(vertx, Address.probe(leader.getAsLong()), null, PROBE_MS);
  }

  private static void answer(HttpServerResponse response, boolean up) {
    response
        .setStatusCode(up ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .end(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
  }
}

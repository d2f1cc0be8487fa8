package dropchat.signaling.app;

import dropchat.cluster.Address;
import dropchat.cluster.Membership;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;

/**
 * Health and metrics, on a port of their own. Live looks at nothing but the process; ready asks the
 * leading matchmaker over the bus, and is never said while draining.
 */
final class Management {

  private static final long PROBE_MS = 1_000;

  private final Vertx vertx;
  private final Membership membership;
  private final Metrics metrics;
  private volatile boolean draining;

  Management(Vertx vertx, Membership membership, Metrics metrics) {
    this.vertx = vertx;
    this.membership = membership;
    this.metrics = metrics;
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
    return draining || leader.isEmpty()
        ? Future.failedFuture("draining, or no matchmaker")
        : vertx
            .eventBus()
            .request(
                Address.probe(leader.getAsLong()),
                null,
                new DeliveryOptions().setSendTimeout(PROBE_MS));
  }

  private static void answer(HttpServerResponse response, boolean up) {
    response
        .setStatusCode(up ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .end(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
  }
}

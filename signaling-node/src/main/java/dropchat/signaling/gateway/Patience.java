package dropchat.signaling.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/** Closes TCP connections that have not asked for anything after a while. For one event loop. */
final class Patience {

  private static final long FIRST_REQUEST_MS = 10_000;

  private final Vertx vertx;
  private final Map<HttpConnection, Long> silent = new HashMap<>();

  Patience(Vertx vertx) {
    this.vertx = vertx;
  }

  void onConnection(HttpConnection connection) {
    silent.put(
        connection,
        vertx.setTimer(
            FIRST_REQUEST_MS,
            timer -> {
              silent.remove(connection);
              connection.close();
            }));
    connection.closeHandler(closed -> heard(connection));
  }

  Handler<HttpServerRequest> before(Handler<HttpServerRequest> next) {
    return request -> {
      heard(request.connection());
      next.handle(request);
    };
  }

  private void heard(HttpConnection connection) {
    var timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}

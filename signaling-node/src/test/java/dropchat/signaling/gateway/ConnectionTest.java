package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.gateway.Limits.Rate;
import dropchat.signaling.session.Origin;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Leave;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.net.InetAddress;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A fault of ours, made to happen: what it does to the socket that met it, and to the others. */
@ExtendWith(VertxExtension.class)
class ConnectionTest {

  /** What it logs of the fault made here is of no use to who reads the build's output. */
  private static final Logger LOG = Logger.getLogger("dropchat.gateway");

  private static final Rate PLENTY = new Rate(1_000, 1_000);
  private static final Limits LIMITS =
      new Limits(10, PLENTY, 10, PLENTY, PLENTY, PLENTY, 65_536, 30);

  /** Cannot handle {@code leave}; answers {@code inspect} by hanging up politely. */
  private record Faulty() implements Connection.Listener {

    @Override
    public void onControl(Connection from, ClientMessage message) {
      switch (message) {
        case Leave leave -> throw new IllegalStateException("a fault of ours");
        case Inspect inspect -> from.close((short) 1000);
        default -> throw new AssertionError(message);
      }
    }

    @Override
    public void onSignal(Connection from, byte[] signal) {
      throw new IllegalStateException("a fault of ours");
    }

    @Override
    public void onEnd(Connection connection) {}

    @Override
    public void onClosed(Connection connection) {}
  }

  @BeforeAll
  static void keepQuiet() {
    LOG.setUseParentHandlers(false);
  }

  @AfterAll
  static void beHeardAgain() {
    LOG.setUseParentHandlers(true);
  }

  @Test
  void aMessageThatCannotBeHandledEndsItsOwnSocketWith1011AndNoOther(
      Vertx vertx, VertxTestContext test) {
    listening(vertx)
        .compose(listening -> Future.all(connect(vertx, listening), connect(vertx, listening)))
        .compose(
            both -> {
              var broken = both.<WebSocket>resultAt(0);
              var other = both.<WebSocket>resultAt(1);
              return closeCodeAfter(broken, "{\"type\":\"leave\"}")
                  .compose(
                      code -> {
                        test.verify(() -> assertThat(code).isEqualTo((short) 1011));
                        return closeCodeAfter(other, "{\"type\":\"inspect\"}");
                      });
            })
        .onComplete(
            test.succeeding(
                code -> {
                  test.verify(() -> assertThat(code).isEqualTo((short) 1000));
                  test.completeNow();
                }));
  }

  private static Future<HttpServer> listening(Vertx vertx) {
    return vertx
        .createHttpServer()
        .webSocketHandler(socket -> serve(socket, vertx.getOrCreateContext()))
        .listen(0, "127.0.0.1");
  }

  private static void serve(ServerWebSocket socket, Context context) {
    var origin = new Origin(InetAddress.getLoopbackAddress(), null);
    new Connection(socket.hashCode(), origin, socket, context, LIMITS, new Faulty());
  }

  private static Future<WebSocket> connect(Vertx vertx, HttpServer server) {
    var options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.actualPort());
    return vertx.createWebSocketClient().connect(options);
  }

  /** What the server closes with when it hears this. */
  private static Future<Short> closeCodeAfter(WebSocket socket, String message) {
    var closed = Promise.<Short>promise();
    socket.closeHandler(now -> closed.complete(socket.closeStatusCode()));
    return socket.writeTextMessage(message).compose(written -> closed.future());
  }
}

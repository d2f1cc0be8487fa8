package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.gateway.Limits.Rate;
import dropchat.signaling.session.Origin;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessage.Connected;
import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Leave;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.junit5.VertxExtension;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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

  private static final int MUCH = 2 * LIMITS.unsentBytes();

  /**
   * Cannot handle {@code leave}; answers {@code inspect} by hanging up politely, {@code connected}
   * with more at once than may wait to be sent, twice.
   */
  private record Faulty() implements Connection.Listener {

    @Override
    public void onControl(Connection from, ClientMessage message) {
      switch (message) {
        case Leave leave -> throw new IllegalStateException("a fault of ours");
        case Inspect inspect -> from.close((short) 1000);
        case Connected connected -> {
          from.deliver(new byte[MUCH]);
          from.deliver(new byte[MUCH]);
        }
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

  private HttpServer server;
  private WebSocketClient client;

  @BeforeEach
  void listen(Vertx vertx) throws Exception {
    client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(1 << 20));
    server =
        vertx
            .createHttpServer()
            .webSocketHandler(socket -> serve(socket, vertx.getOrCreateContext()));
    done(server.listen(0, "127.0.0.1"));
  }

  private static void serve(ServerWebSocket socket, Context context) {
    var origin = new Origin(InetAddress.getLoopbackAddress(), null, true);
    new Connection(socket.hashCode(), origin, socket, context, LIMITS, new Faulty());
  }

  @Test
  void aMessageThatCannotBeHandledEndsItsOwnSocketWith1011AndNoOther() throws Exception {
    var broken = connect();
    var other = connect();
    assertThat(closeCodeAfter(broken, "{\"type\":\"leave\"}")).isEqualTo((short) 1011);
    assertThat(closeCodeAfter(other, "{\"type\":\"inspect\"}")).isEqualTo((short) 1000);
  }

  private WebSocket connect() throws Exception {
    return done(client.connect(server.actualPort(), "127.0.0.1", "/"));
  }

  @Test
  void aSignalThatCannotBeHandledEndsItsSocketWith1011() throws Exception {
    var socket = connect();
    assertThat(closeCodeAfter(socket, socket::writeBinaryMessage, Buffer.buffer("x")))
        .isEqualTo((short) 1011);
  }

  @Test
  void whoReadsIsNotTakenForOneWhoDoesNot() throws Exception {
    var socket = connect();
    for (int i = 0; i < 3; i++) {
      var left = new AtomicInteger(2 * MUCH);
      var delivered = Promise.<Void>promise();
      socket.binaryMessageHandler(
          part -> {
            if (left.addAndGet(-part.length()) == 0) {
              delivered.complete();
            }
          });
      done(socket.writeTextMessage("{\"type\":\"connected\"}"));
      done(delivered.future());
    }
  }

  private static short closeCodeAfter(WebSocket socket, String message) throws Exception {
    return closeCodeAfter(socket, socket::writeTextMessage, message);
  }

  private static <T> short closeCodeAfter(
      WebSocket socket, Function<T, Future<Void>> send, T message) throws Exception {
    var closed = Promise.<Void>promise();
    socket.closeHandler(closed::complete);
    done(send.apply(message));
    done(closed.future());
    return socket.closeStatusCode();
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}

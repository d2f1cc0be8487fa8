package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a WebSocket server that somebody else wrote. */
class WireTest {

  private final Vertx vertx = Vertx.vertx();

  /** A client that nobody holds is closed. */
  private final NetClient client = vertx.createNetClient();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void framesOfEverySizeArriveWholeAndInOrder() throws InterruptedException {
    var heard = new LinkedBlockingQueue<Buffer>();
    var wire = open();
    wire.listen(text -> {}, heard::add, () -> {});
    var sizes = List.of(1, 125, 126, 200, 1_800, 16_384, 65_535);
    for (int size : sizes) {
      wire.binary(Buffer.buffer(new byte[size]).setByte(0, (byte) size));
    }
    for (int size : sizes) {
      var echo = heard.poll(5, TimeUnit.SECONDS);
      assertThat(echo.length()).isEqualTo(size);
      assertThat(echo.getByte(0)).isEqualTo((byte) size);
    }
  }

  @Test
  void textsArriveAsTheyWereSaid() throws InterruptedException {
    var heard = new LinkedBlockingQueue<String>();
    var wire = open();
    wire.listen(heard::add, bytes -> {}, () -> {});
    wire.text("{\"type\":\"join\"}");
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"join\"}");
  }

  @Test
  void whatIsSaidBeforeAnybodyListensIsHeardByTheFirstWhoDoes() throws InterruptedException {
    var greeting = Buffer.buffer("HTTP/1.1 101 Switching Protocols\r\n\r\n");
    greeting.appendByte((byte) 0x81).appendByte((byte) 5).appendString("hello");
    int port =
        vertx
            .createNetServer()
            .connectHandler(socket -> socket.handler(request -> socket.write(greeting)))
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    var heard = new LinkedBlockingQueue<String>();
    Wire.open(client, URI.create("ws://127.0.0.1:" + port), "/", null)
        .onSuccess(
            wire -> vertx.runOnContext(later -> wire.listen(heard::add, bytes -> {}, () -> {})));
    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
  }

  @Test
  void aServerThatRefusesIsQuoted() {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().setStatusCode(429).end())
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    var opening = Wire.open(client, URI.create("ws://127.0.0.1:" + port), "/signal", "dropchat.v1");
    assertThatThrownBy(opening::await).hasMessageContaining("429");
  }

  private Wire open() {
    int port =
        vertx
            .createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("dropchat.v1"))
            .webSocketHandler(
                socket -> {
                  socket.textMessageHandler(socket::writeTextMessage);
                  socket.binaryMessageHandler(socket::writeBinaryMessage);
                })
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    return Wire.open(client, URI.create("ws://127.0.0.1:" + port), "/signal", "dropchat.v1")
        .await();
  }
}

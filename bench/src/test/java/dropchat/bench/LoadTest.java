package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the least server that pairs whoever waits. */
class LoadTest {

  private static final int CLIENTS = 20;
  private static final int CYCLES_A_SECOND = 5;

  private final Vertx vertx = Vertx.vertx();

  private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();

  // of the server's one event loop
  private final Map<ServerWebSocket, ServerWebSocket> peers = new HashMap<>();
  private volatile ServerWebSocket waiting;

  private int port;

  @BeforeEach
  void listen() {
    port =
        vertx
            .createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("dropchat.v1"))
            .webSocketHandler(this::connected)
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /** One who were left waiting would keep each other one waiting until the next two are due. */
  @ParameterizedTest
  @EnumSource(
      value = Pairs.class,
      names = {"ANY", "LOCAL"})
  void whoMeetsAtAPaceFindsNobodyLeftOverFromARunWithout(Pairs pairs) throws Exception {
    try (var load = open(pairs)) {
      for (int run = 0; run < 3; run++) {
        assertThat(load.run(0, 0, 1).errors()).isZero();
        assertThat(waiting).isNull();
      }
      var paced = load.run(CYCLES_A_SECOND, 0, 2);
      assertThat(paced.errors()).isZero();
      assertThat(paced.counts().cycles()).isBetween(5L, 12L);
      long tillTheNextTwo = TimeUnit.SECONDS.toMicros(1) / CYCLES_A_SECOND;
      assertThat(paced.counts().matching().getValueAtPercentile(90)).isLessThan(tillTheNextTwo);
    }
  }

  @Test
  void aConnectionThatTheServerEndsBetweenTwoRunsIsAnErrorOfTheNext() throws Exception {
    try (var load = open(Pairs.ANY)) {
      load.run(CYCLES_A_SECOND, 0, 1);
      Future.all(sockets.stream().map(ServerWebSocket::close).toList()).await();
      assertThat(load.run(CYCLES_A_SECOND, 0, 1).errors()).isEqualTo(CLIENTS);
    }
  }

  private Load open(Pairs pairs) throws InterruptedException {
    var place = new Crowd.Place(List.of("ws://127.0.0.1:" + port), Dialect.DROPCHAT, pairs);
    return Load.open(place, CLIENTS, new Processes(List.of()));
  }

  private void connected(ServerWebSocket socket) {
    sockets.add(socket);
    socket.binaryMessageHandler(signal -> peers.get(socket).writeBinaryMessage(signal));
    socket.textMessageHandler(
        text -> {
          if (text.contains("\"join\"")) {
            join(socket);
          } else {
            say(peers.get(socket), "\"peer-left\"");
          }
        });
  }

  private void join(ServerWebSocket socket) {
    var peer = waiting;
    waiting = peer == null ? socket : null;
    if (peer != null) {
      peers.put(socket, peer);
      peers.put(peer, socket);
      say(socket, "\"matched\",\"role\":\"offerer\"");
      say(peer, "\"matched\",\"role\":\"answerer\"");
    }
  }

  private static void say(ServerWebSocket to, String type) {
    to.writeTextMessage("{\"type\":" + type + "}");
  }
}

package dropchat.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The least server that pairs whoever waits. */
final class PairingServer implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();

  private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();

  private final AtomicInteger joins = new AtomicInteger();

  // of the server's one event loop
  private final Map<ServerWebSocket, ServerWebSocket> peers = new HashMap<>();
  private volatile ServerWebSocket waiting;

  private final int port =
      vertx
          .createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("dropchat.v1"))
          .webSocketHandler(this::connected)
          .listen(0, "127.0.0.1")
          .await()
          .actualPort();

  Crowd.Place place(Pairs pairs) {
    return new Crowd.Place(List.of("ws://127.0.0.1:" + port), Dialect.DROPCHAT, pairs);
  }

  int joins() {
    return joins.get();
  }

  boolean somebodyWaits() {
    return waiting != null;
  }

  void closeConnections() {
    Future.all(sockets.stream().map(ServerWebSocket::close).toList()).await();
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
    joins.incrementAndGet();
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

  @Override
  public void close() {
    vertx.close().await();
  }
}

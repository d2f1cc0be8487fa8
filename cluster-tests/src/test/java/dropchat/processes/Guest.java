package dropchat.processes;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** An honest client of one member. */
final class Guest implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
  private final List<String> signals = new CopyOnWriteArrayList<>();
  private final AtomicReference<Integer> closed = new AtomicReference<>();
  private final WebSocket socket;

  Guest(int port) {
    this.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("dropchat.v1")
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/signal"), new Ears())
            .join();
    await("welcome");
  }

  void join(String... avoid) {
    say(
        new JsonObject()
            .put("type", "join")
            .put("commit", "c")
            .put("avoid", new JsonArray(List.of(avoid))));
    await("waiting");
  }

  void say(String type) {
    say(new JsonObject().put("type", type));
  }

  void say(JsonObject message) {
    socket.sendText(message.encode(), true).join();
  }

  void signal(String text) {
    socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true).join();
  }

  /** The first message of this type, taken out of what was heard. */
  JsonObject await(String type) {
    return await(type, PATIENCE);
  }

  JsonObject await(String type, Duration atMost) {
    var found = new AtomicReference<JsonObject>();
    Until.holds(
        type + " is heard, not only " + types(),
        atMost,
        () -> {
          for (var message : heard) {
            if (message.getString("type").equals(type) && heard.remove(message)) {
              found.set(message);
              return true;
            }
          }
          return false;
        });
    return found.get();
  }

  boolean hasHeard(String type) {
    return types().contains(type);
  }

  void awaitSignal(String text) {
    Until.holds("a signal arrives", PATIENCE, () -> signals.remove(text));
  }

  int awaitClose() {
    Until.holds("the socket is closed", PATIENCE, () -> closed.get() != null);
    return closed.get();
  }

  private List<String> types() {
    return new ArrayList<>(heard.stream().map(message -> message.getString("type")).toList());
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        heard.add(new JsonObject(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      signals.add(StandardCharsets.UTF_8.decode(part).toString());
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.set(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      closed.compareAndSet(null, 1006);
    }
  }
}

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
import java.util.concurrent.CompletionException;

/** An honest client, who keeps whatever is heard until somebody asks for it. */
final class Guest implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String GREETING = "hello";

  private final Heard heard = new Heard();
  private final List<JsonObject> matches = new ArrayList<>();
  private JsonObject wishes;
  private boolean met;
  private final HttpClient home;
  private final WebSocket socket;

  /**
   * @param home where it comes from
   * @throws CompletionException if the server cannot be reached, or refuses
   */
  Guest(String host, int port, HttpClient home) {
    this.home = home;
    this.socket =
        home.newWebSocketBuilder()
            .subprotocols("dropchat.v1")
            .connectTimeout(PATIENCE)
            .buildAsync(URI.create("ws://" + host + ":" + port + "/signal"), heard)
            .join();
    await("welcome");
  }

  HttpClient home() {
    return home;
  }

  /** Enters the queue, open to anybody, and is told so. */
  void join() {
    join(new JsonObject());
  }

  void joinSpeaking(String language) {
    join(new JsonObject().put("languages", JsonArray.of(language)));
  }

  void joinLiking(String interest) {
    join(new JsonObject().put("interests", JsonArray.of(interest)));
  }

  void joinAvoiding(String token) {
    join(new JsonObject().put("avoid", JsonArray.of(token)));
  }

  private void join(JsonObject wishes) {
    this.wishes = wishes.put("type", "join").put("commit", "c");
    met = false;
    say(wishes);
    await("waiting");
  }

  /**
   * Does what an honest client does while it waits: greets whomever it is matched with, and joins
   * again when told that nobody is there. To be asked again and again.
   *
   * @return whether somebody has greeted it
   */
  boolean hasMet() {
    if (hasHeard("matched")) {
      matches.add(await("matched"));
      signal(GREETING);
    }
    if (!met && hasHeard("peer-left")) {
      await("peer-left");
      join(wishes);
    }
    met = met || heard.takeSignal(GREETING);
    return met;
  }

  /** What it was told of each whom it was matched with, met or not. */
  List<JsonObject> matches() {
    return List.copyOf(matches);
  }

  void say(String type) {
    say(new JsonObject().put("type", type));
  }

  void say(String type, String token) {
    say(new JsonObject().put("type", type).put("token", token).put("reason", "spam"));
  }

  private void say(JsonObject message) {
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
    Until.holds(type, atMost, () -> hasHeard(type) || isClosed());
    return heard
        .take(type)
        .orElseThrow(
            () -> new AssertionError("closed " + heard.closeCode() + " in wait of " + type));
  }

  boolean hasHeard(String type) {
    return unasked().contains(type);
  }

  /** The types of all that was heard and not asked for. */
  List<String> unasked() {
    return heard.types();
  }

  void awaitSignal(String text) {
    Until.holds("a signal", PATIENCE, () -> heard.takeSignal(text));
  }

  /** So many signals, in the order in which they came. */
  List<String> awaitSignals(int count) {
    Until.holds(count + " signals", PATIENCE, () -> heard.signals().size() >= count);
    return heard.signals();
  }

  boolean isClosed() {
    return closeCode() != 0;
  }

  int closeCode() {
    return heard.closeCode();
  }

  /** The server has handled all that this client said before. */
  void expectHandled() {
    say("inspect");
    await("knowledge");
  }

  /** Leaves for good. Whoever waits next does not meet this one. */
  @Override
  public void close() {
    if (!isClosed()) {
      socket.sendText("{\"type\":\"leave\"}", true);
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    }
  }
}

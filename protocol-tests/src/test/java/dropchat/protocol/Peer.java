package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client, honest unless it is made to {@link #blurt}. Strict about order: what is expected must be the very next thing
 * heard. Every message, said or heard, is held against its schema.
 */
final class Peer implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long nothing must come for it to count as nothing. */
  private static final Duration SILENCE = Duration.ofMillis(150);

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> TOKENS = ConcurrentHashMap.newKeySet();

  private final Wire wire;
  private JsonNode welcome;

  private Peer(Wire wire) {
    this.wire = wire;
  }

  static Peer open(Node node, InetAddress from) {
    return open(node, Wire.connect(node.port(), from));
  }

  static Peer open(Node node, Wire wire) {
    return open(Upgrade.at(node), wire);
  }

  /** With one header more. */
  static Peer open(Node node, Wire wire, String header, String value) {
    return open(Upgrade.at(node).with(header, value), wire);
  }

  private static Peer open(Upgrade upgrade, Wire wire) {
    var answer = upgrade.over(wire);
    assertThat(answer.status()).as("upgrade").isEqualTo(101);
    var peer = new Peer(wire);
    peer.welcome = peer.expect("welcome");
    return peer;
  }

  /** Every token that any peer of this run has seen. */
  static Set<String> tokensSeen() {
    return TOKENS;
  }

  Wire wire() {
    return wire;
  }

  JsonNode welcome() {
    return welcome;
  }

  /** The token of this socket that its welcome brought. */
  String token() {
    return welcome.get("token").asString();
  }

  void say(String type) {
    say(type, Map.of());
  }

  void say(String type, Map<String, ?> fields) {
    var message = new LinkedHashMap<String, Object>();
    message.put("type", type);
    message.putAll(fields);
    var text = JSON.writeValueAsString(message);
    Schemas.check("client/" + type, text);
    wire.send(Frame.text(text));
  }

  /** Sends a text frame that no schema would pass. */
  void blurt(String text) {
    wire.send(Frame.text(text));
  }

  /** Enters the queue and is told so. */
  JsonNode join() {
    return join(Map.of());
  }

  JsonNode join(Map<String, ?> wishes) {
    say("join", wishes);
    return expect("waiting");
  }

  void reopen(String token) {
    say("reopen", Map.of("token", token));
  }

  void report(String token) {
    say("report", Map.of("token", token, "reason", "abuse"));
  }

  void signal(byte... bytes) {
    wire.send(Frame.binary(bytes));
  }

  /** The next thing heard, which must be a message of this type. */
  JsonNode expect(String type) {
    return expect(type, PATIENCE);
  }

  JsonNode expect(String type, Duration atMost) {
    var frame = next(type, atMost);
    assertThat(frame.first()).as("a text frame, in wait of %s, not %s", type, frame).isEqualTo(Frame.TEXT);
    var message = JSON.readTree(frame.text());
    assertThat(message.path("type").asString("")).as("in %s", message).isEqualTo(type);
    Schemas.check("server/" + type, frame.text());
    message.findValuesAsString("token").forEach(TOKENS::add);
    return message;
  }

  /** The next thing heard, which must be an error with this code. */
  void expectError(String code) {
    assertThat(expect("error").get("code").asString()).isEqualTo(code);
  }

  /** The next thing heard, which must be this signal. */
  void expectSignal(byte... bytes) {
    var frame = next("signal", PATIENCE);
    assertThat(frame.first()).as("a binary frame, not %s", frame.text()).isEqualTo(Frame.BINARY);
    assertThat(frame.payload()).isEqualTo(bytes);
  }

  /** The next thing heard, which must be a close frame with this code, and then the end of the connection. */
  void expectClose(int code) {
    var frame = next("close " + code, PATIENCE);
    assertThat(frame.first()).as("a close frame, not %s", frame.text()).isEqualTo(Frame.CLOSE);
    assertThat(frame.closeCode()).isEqualTo(code);
    wire.tryRaw(frame.masked());
    expectEnd();
  }

  void expectEnd() {
    try {
      assertThat(wire.next(PATIENCE)).as("the end of the connection").isEmpty();
    } catch (Wire.EndOfWire end) {
      return;
    }
    throw new AssertionError("the connection stayed open");
  }

  /** Hears nothing now; the server has handled all that this client said before. */
  void expectNothing() {
    say("inspect");
    expect("knowledge");
    var frame = wire.next(SILENCE);
    assertThat(frame.map(Frame::text)).as("nothing").isEmpty();
  }

  private Frame next(String what, Duration atMost) {
    try {
      return wire.next(atMost)
          .orElseThrow(() -> new AssertionError("no " + what + " in " + atMost.toMillis() + " ms"));
    } catch (Wire.EndOfWire end) {
      throw new AssertionError("the connection ended in wait of " + what);
    }
  }

  /** Leaves and closes: once the server answers the close, it has handled the leave. */
  void dismiss() {
    wire.tryRaw(Frame.text("{\"type\":\"leave\"}").masked());
    close();
  }

  /** Says goodbye as a closing tab does and waits for the server's, so that nothing of this client is left there. */
  @Override
  public void close() {
    try (wire) {
      wire.tryRaw(Frame.close(1000).masked());
      var end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
      while (System.nanoTime() < end && wire.next(Duration.ofMillis(500)).isPresent()) {
        // whatever was underway
      }
    } catch (Wire.EndOfWire alreadyOver) {
      // closed before
    }
  }
}

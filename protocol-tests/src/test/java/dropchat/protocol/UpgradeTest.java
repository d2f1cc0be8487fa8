package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@AgainstNode
class UpgradeTest {

  @Test
  void withTheSubprotocolASocketOpens(Node node) {
    var answer = Upgrade.at(node).alone(node);

    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headers()).containsEntry("sec-websocket-protocol", "dropchat.v1");
    assertThat(answer.headers()).containsEntry("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @Test
  void theSubprotocolIsFoundAmongOthers(Node node) {
    var answer =
        Upgrade.at(node).with("Sec-WebSocket-Protocol", "chat, dropchat.v1, other").alone(node);

    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headers()).containsEntry("sec-websocket-protocol", "dropchat.v1");
  }

  @Test
  void noSubprotocolOfferedIs400(Node node) {
    expectRefusal(Upgrade.at(node).without("Sec-WebSocket-Protocol").alone(node), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropchat.v2", "chat", "dropchat", "xdropchat.v1"})
  void anotherSubprotocolIs400(String offered, Node node) {
    expectRefusal(Upgrade.at(node).with("Sec-WebSocket-Protocol", offered).alone(node), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1.elsewhere.example",
        "null",
        "not an origin"
      })
  void aForeignOriginIs403(String origin, Node node) {
    expectRefusal(Upgrade.at(node).with("Origin", origin).alone(node), 403);
  }

  @Test
  void theSameOriginIsWelcome(Node node) {
    var origin = "http://127.0.0.1:" + node.port();

    assertThat(Upgrade.at(node).with("Origin", origin).alone(node).status()).isEqualTo(101);
  }

  @Test
  void theSameOriginIsKnownByTheHostThatTheBrowserAskedFor(Node node) {
    var named = Upgrade.at(node).with("Host", "talk.example:81");

    assertThat(named.with("Origin", "http://talk.example:81").alone(node).status()).isEqualTo(101);
    assertThat(named.with("Origin", "http://talk.example").alone(node).status()).isEqualTo(403);
  }

  @Test
  void compressionIsOfferedInVain(Node node) {
    var offer = Upgrade.at(node).with("Sec-WebSocket-Extensions", "permessage-deflate");
    var answer = offer.alone(node);

    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
  }

  @Test
  void aPlainRequestIsRefused(Node node) {
    var plain = Upgrade.at(node).without("Upgrade").without("Connection");

    assertThat(plain.alone(node).status()).isBetween(400, 499);
  }

  @ParameterizedTest
  @CsvSource({"Upgrade, h2c", "Connection, close", "Upgrade, ", "Sec-WebSocket-Key, "})
  void whatIsNoWebSocketHandshakeIsRefused(String header, String value, Node node) {
    var upgrade = Upgrade.at(node).without(header);

    assertThat((value == null ? upgrade : upgrade.with(header, value)).alone(node).status())
        .isBetween(400, 499);
  }

  /** RFC 6455 is version 13; what came before had other frames. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"0", "7", "8", "12", "14", "canary"})
  void anotherVersionOfWebSocketIsRefused(String version, Node node) {
    var upgrade = Upgrade.at(node).without("Sec-WebSocket-Version");
    var asked = version == null ? upgrade : upgrade.with("Sec-WebSocket-Version", version);

    assertThat(asked.alone(node).status()).isBetween(400, 499);
  }

  @Test
  void noOtherPathOpensASocket(Node node) {
    try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
      var request =
          "GET /other HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
              + "Sec-WebSocket-Protocol: dropchat.v1\r\n\r\n";
      wire.raw(request.getBytes());

      assertThat(wire.upTo("\r\n", Peer.PATIENCE)).startsWith("HTTP/1.1 4");
    }
  }

  static void expectRefusal(Upgrade.Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().get("content-type")).startsWith("text/plain");
    assertThat(answer.body()).isNotBlank().hasSizeLessThan(200);
  }
}

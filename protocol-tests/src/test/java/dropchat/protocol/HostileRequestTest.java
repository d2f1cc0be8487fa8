package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes to the public port and is no proper request, and nobody else notices. */
@AgainstNode
@BesideHonestPair
class HostileRequestTest {

  private static final int MOST = 64 * 1024 * 1024;

  @ParameterizedTest
  @MethodSource("noRequests")
  void whatIsNoRequestIsRefusedOrHungUpOn(byte[] bytes, Node node) {
    try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
      wire.tryRaw(bytes);
      assertThat(wire.upTo("\r\n", Peer.PATIENCE)).containsPattern("^HTTP/\\S+ [45]\\d\\d ");
    } catch (Wire.EndOfWire hungUp) {
      assertThat(Http.get(node.port(), "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aBodyWithoutEndIsNotKept(Node node) {
    try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
      wire.raw("POST / HTTP/1.1\r\nHost: canary\r\nContent-Length: 9999999999\r\n\r\n".getBytes());
      var piece = new byte[1 << 20];
      for (var sent = 0; sent < MOST && wire.tryRaw(piece); sent += piece.length) {
        // until it hangs up, or has let all of it pass
      }
      assertThat(wire.upTo("\r\n", Peer.PATIENCE)).startsWith("HTTP/1.1 405");
    } catch (Wire.EndOfWire hungUp) {
      assertThat(Http.get(node.port(), "/").statusCode()).isEqualTo(200);
    }
  }

  static Stream<byte[]> noRequests() {
    var tlsHello = "16030100c4010000c00303" + "00".repeat(186);
    return Stream.concat(
        Stream.of(HexFormat.of().parseHex(tlsHello)),
        Stream.of(
                "canary\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: canary\r\n\r\n",
                "GET /" + "canary".repeat(2_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /signal HTTP/1.1\r\nHost: x\r\nX: " + "canary".repeat(4_000) + "\r\n\r\n",
                "GET /signal HTTP/1.1\r\n" + "Canary: canary\r\n".repeat(4_000) + "\r\n",
                "POST / HTTP/1.1\r\nHost: canary\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: canary\r\nTransfer-Encoding: chunked\r\n\r\ncanary\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n")
            .map(text -> text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}

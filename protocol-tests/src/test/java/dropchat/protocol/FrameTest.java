package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that RFC 6455 forbids: 1002 or 1007, as section 7.4.1 says, and nobody else notices. */
@AgainstNode
@BesideHonestPair
class FrameTest {

  private static final byte[] INSPECT = "{\"type\":\"inspect\"}".getBytes();

  @ParameterizedTest
  @ValueSource(ints = {Frame.TEXT, Frame.BINARY, Frame.PING, Frame.CLOSE})
  void anUnmaskedFrameIsAProtocolError(int first, Node node) {
    var ada = node.peer();
    ada.wire().raw(new Frame(first, new byte[0]).unmasked());
    ada.expectClose(1002);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x40, 0x20, 0x10, 0x70})
  void aReservedBitIsAProtocolError(int bits, Node node) {
    expectClose(node, 1002, new Frame(Frame.TEXT | bits, INSPECT));
    expectClose(node, 1002, new Frame(Frame.PING | bits, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x3, 0x4, 0x5, 0x6, 0x7, 0xB, 0xC, 0xD, 0xE, 0xF})
  void aReservedOpcodeIsAProtocolError(int opcode, Node node) {
    expectClose(node, 1002, new Frame(0x80 | opcode, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x8, 0x9, 0xA})
  void aControlFrameInFragmentsIsAProtocolError(int opcode, Node node) {
    expectClose(node, 1002, new Frame(opcode, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(ints = {Frame.PING, Frame.PONG, Frame.CLOSE})
  void aControlFrameOf126BytesIsAProtocolError(int first, Node node) {
    expectClose(node, 1002, new Frame(first, new byte[126]));
  }

  @Test
  void aContinuationOfNothingIsAProtocolError(Node node) {
    expectClose(node, 1002, new Frame(0x80, INSPECT));
    expectClose(node, 1002, new Frame(0x00, INSPECT));
  }

  @Test
  void aNewMessageAmidFragmentsIsAProtocolError(Node node) {
    expectClose(node, 1002, new Frame(0x01, new byte[] {'{'}), new Frame(Frame.TEXT, INSPECT));
  }

  @Test
  void aCloseFrameOfOneByteIsAProtocolError(Node node) {
    expectClose(node, 1002, new Frame(Frame.CLOSE, new byte[1]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999})
  void aCloseCodeThatMayNotBeSentIsAProtocolError(int code, Node node) {
    expectClose(node, 1002, Frame.close(code));
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void textThatIsNotUtf8Is1007(byte[] text, Node node) {
    expectClose(node, 1007, new Frame(Frame.TEXT, text));
  }

  @Test
  void textThatIsNotUtf8Is1007InFragmentsToo(Node node) {
    expectClose(
        node,
        1007,
        new Frame(0x01, new byte[] {'"', (byte) 0xE2}),
        new Frame(0x80, new byte[] {(byte) 0x28, '"'}));
  }

  @Test
  void aCharacterMayBeCutByAFragment(Node node) {
    var euro = "{\"type\":\"inspect\",\"canary\":\"€\"}".getBytes(StandardCharsets.UTF_8);
    var cut = euro.length - 4;
    var ada = node.peer();
    ada.wire().send(new Frame(0x01, Arrays.copyOf(euro, cut)));
    ada.wire().send(new Frame(0x80, Arrays.copyOfRange(euro, cut, euro.length)));
    ada.expect("knowledge");
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 3000, 4999})
  void aCloseIsAnsweredInKind(int code, Node node) {
    expectClose(node, code, Frame.close(code));
  }

  @Test
  void aBrokenFrameInPairingLosesTheSocketToItsPeer(Node node) {
    var pair = Pair.on(node);
    pair.ada().wire().send(new Frame(0x83, new byte[0]));
    pair.ada().expectClose(1002);
    pair.bob().expect("peer-left");
  }

  @Test
  void halfAFrameHoldsUpNobodyElse(Node node) {
    var ada = node.peer();
    ada.wire().raw(Arrays.copyOf(Frame.text("{\"type\":\"join\"}").masked(), 9));
    var pair = Pair.on(node);
    pair.expectSignalsBothWays();
    assertThat(ada.wire().next(Duration.ofMillis(200))).isEmpty();
  }

  @Test
  void halfARequestHoldsUpNobodyElse(Node node) {
    try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
      wire.raw("GET /signal HTTP/1.1\r\nHost: canary".getBytes());
      Pair.on(node).expectSignalsBothWays();
    }
  }

  static Stream<byte[]> notUtf8() {
    return Stream.of(
        new byte[] {(byte) 0xFF},
        new byte[] {'"', (byte) 0xC3, '"'},
        new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'},
        new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
        new byte[] {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
        ByteBuffer.allocate(3).put((byte) '"').put((byte) 0xE2).put((byte) 0x82).array());
  }

  private static void expectClose(Node node, int code, Frame... frames) {
    var ada = node.peer();
    for (var frame : frames) {
      ada.wire().send(frame);
    }
    ada.expectClose(code);
  }
}

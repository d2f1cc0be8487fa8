package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Past a size 1009, with one {@code too-large} before it or none, and nobody else notices. */
@AgainstNode
@BesideHonestPair
class SizeTest {

  private static final int TEXT_BYTES = 4 * 1024;
  private static final int SIGNAL_BYTES = 16 * 1024;

  @Test
  void aTextOfFourKibibytesIsRead(Node node) {
    var ada = node.peer();
    ada.blurt(padded(TEXT_BYTES));
    ada.expect("knowledge");
  }

  @ParameterizedTest
  @ValueSource(ints = {TEXT_BYTES + 1, SIGNAL_BYTES, SIGNAL_BYTES + 1, 70_000, 1_000_000})
  void aLongerTextIsTooBig(int length, Node node) {
    var ada = node.peer();
    ada.wire().tryRaw(Frame.text(padded(length)).masked());
    expectTooBig(ada);
  }

  @ParameterizedTest
  @ValueSource(ints = {SIGNAL_BYTES + 1, 70_000, 1_000_000})
  void aLongerSignalIsTooBig(int length, Node node) {
    var ada = node.peer();
    ada.wire().tryRaw(Frame.binary(new byte[length]).masked());
    expectTooBig(ada);
  }

  @ParameterizedTest
  @ValueSource(longs = {70_000, 1L << 32, Long.MAX_VALUE})
  void aPromiseOfMoreIsEnough(long length, Node node) {
    var ada = node.peer();
    ada.wire().raw(promise(length));
    expectTooBig(ada);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 5})
  void aLengthBelowZeroOrInMoreBytesThanNeededBreaksTheProtocol(long length, Node node) {
    var ada = node.peer();
    ada.wire().raw(promise(length));
    ada.expectClose(1002);
  }

  @Test
  void fragmentsCountTogetherInAText(Node node) {
    var ada = node.peer();
    ada.wire().send(new Frame(0x01, padded(TEXT_BYTES).getBytes()));
    ada.wire().send(new Frame(0x80, new byte[] {' '}));
    expectTooBig(ada);
  }

  @Test
  void fragmentsCountTogetherInASignal(Node node) {
    var ada = node.peer();
    ada.wire().send(new Frame(0x02, new byte[SIGNAL_BYTES]));
    ada.wire().send(new Frame(0x80, new byte[1]));
    expectTooBig(ada);
  }

  @Test
  void fragmentsWithoutEndHaveAnEnd(Node node) {
    var ada = node.peer();
    ada.wire().send(new Frame(0x02, new byte[1_000]));
    for (var i = 0; i < 40; i++) {
      ada.wire().tryRaw(new Frame(0x00, new byte[1_000]).masked());
    }
    expectTooBig(ada);
  }

  @Test
  void emptyFragmentsWithoutEndHaveAnEnd(Node node) {
    var ada = node.peer();
    ada.wire().send(new Frame(0x01, new byte[0]));
    var empty = new Frame(0x00, new byte[0]).masked();
    for (var i = 0; i < 20_000 && ada.wire().tryRaw(empty); i++) {
      // until the server has had enough
    }
    var last = ada.wire().next(Peer.PATIENCE).orElseThrow();
    if (last.first() == Frame.TEXT) {
      last = ada.wire().next(Peer.PATIENCE).orElseThrow();
    }
    assertThat(last.closeCode()).isIn(1008, 1009);
  }

  /** The head of a signal with its length in 64 bits. */
  private static byte[] promise(long length) {
    return ByteBuffer.allocate(14).put((byte) Frame.BINARY).put((byte) 0xFF).putLong(length).array();
  }

  /** A valid inspect of exactly so many bytes. */
  private static String padded(int length) {
    var frame = "{\"type\":\"inspect\",\"canary\":\"\"}";
    return frame.replace("\"\"", "\"" + "x".repeat(length - frame.length()) + "\"");
  }

  private static void expectTooBig(Peer peer) {
    var frame = peer.wire().next(Peer.PATIENCE).orElseThrow();
    if (frame.first() == Frame.TEXT) {
      assertThat(frame.text()).contains("\"too-large\"");
      Schemas.check("server/error", frame.text());
      frame = peer.wire().next(Peer.PATIENCE).orElseThrow();
    }
    assertThat(frame.first()).as("a close frame").isEqualTo(Frame.CLOSE);
    assertThat(frame.closeCode()).isEqualTo(1009);
    peer.expectEnd();
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AgainstNode
class SignalTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 125, 126, 127, 4096, 4097, 16_384})
  void aSignalArrivesByteForByte(int length, Node node) {
    var pair = Pair.on(node);
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);

    pair.ada().signal(bytes);
    pair.bob().expectSignal(bytes);
    pair.bob().signal(bytes);
    pair.ada().expectSignal(bytes);
  }

  @Test
  void signalsArriveInOrder(Node node) {
    var pair = Pair.on(node);
    for (var i = 0; i < 400; i++) {
      pair.ada().signal(numbered(i));
    }
    for (var i = 0; i < 400; i++) {
      pair.bob().expectSignal(numbered(i));
    }
  }

  @Test
  void anEmptySignalIsDropped(Node node) {
    var pair = Pair.on(node);
    pair.ada().signal();
    pair.ada().signal((byte) 7);
    pair.bob().expectSignal((byte) 7);
    pair.bob().expectNothing();
    pair.ada().expectNothing();
  }

  @Test
  void aSignalInFragmentsArrivesWhole(Node node) {
    var pair = Pair.on(node);
    var wire = pair.ada().wire();
    wire.send(new Frame(0x02, new byte[] {1, 2}));
    wire.send(new Frame(0x00, new byte[] {3}));
    wire.send(new Frame(Frame.PING, new byte[0]));
    wire.send(new Frame(0x80, new byte[] {4}));

    pair.bob().expectSignal((byte) 1, (byte) 2, (byte) 3, (byte) 4);
  }

  @Test
  void aSignalBeforeAnyMatchIsDropped(Node node) {
    var ada = node.peer();
    ada.signal((byte) 1);
    ada.join();
    ada.signal((byte) 2);
    ada.expectNothing();
    var bob = node.peer();
    Pair.with(ada, bob, Map.of()).expectSignalsBothWays();
  }

  @Test
  void afterConnectedSignalsAreDroppedWithoutAWord(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("connected");
    pair.ada().expectNothing();
    pair.ada().signal((byte) 1);
    pair.ada().expectNothing();
    pair.bob().signal((byte) 2);
    pair.bob().expectNothing();
    pair.ada().expectNothing();
    pair.bob().expectNothing();
  }

  @Test
  void afterALeaveSignalsAreDroppedWithoutAWord(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("leave");
    pair.bob().expect("peer-left");
    pair.ada().signal((byte) 1);
    pair.bob().signal((byte) 2);
    pair.ada().expectNothing();
    pair.bob().expectNothing();
  }

  @Test
  void aSignalForAPairingThatIsOverReachesNobody(Node node) {
    var pair = Pair.on(node);
    pair.bob().join();
    var cyd = node.peer();
    pair.ada().signal((byte) 1);
    pair.ada().expect("peer-left");
    pair.ada().expectNothing();
    var next = Pair.with(pair.bob(), cyd, Map.of());
    pair.ada().signal((byte) 2);
    pair.ada().expectNothing();

    next.expectSignalsBothWays();
  }

  @Test
  void signalsStayWithinTheirPair(Node node) {
    var one = Pair.on(node);
    var two = Pair.on(node);
    one.expectSignalsBothWays();
    two.expectSignalsBothWays();
    one.bob().expectNothing();
    two.bob().expectNothing();
  }

  @Test
  void aPingIsAnsweredWithItsOwnBytes(Node node) {
    var wire = node.peer().wire();
    wire.send(new Frame(Frame.PING, new byte[] {1, 2, 3}));

    var pong = wire.nextOfAny(Peer.PATIENCE).orElseThrow();
    assertThat(pong.first()).isEqualTo(Frame.PONG);
    assertThat(pong.payload()).containsExactly(1, 2, 3);
  }

  private static byte[] numbered(int number) {
    return ByteBuffer.allocate(40).putInt(number).array();
  }
}

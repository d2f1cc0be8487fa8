package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Past a rate: one {@code rate-limited}, then 1008, and nobody else notices. */
@AgainstNode
@BesideHonestPair
class FloodTest {

  private static final int CONTROL_BURST = 60;
  private static final int SIGNAL_BURST = 600;
  private static final int SIGNAL_BYTES = 16 * 1024;

  @Test
  void aBurstOfControlMessagesIsAnswered(Node node) {
    var ada = node.peer();
    flood(ada, Frame.text("{\"type\":\"inspect\"}"), CONTROL_BURST);
    for (var i = 0; i < CONTROL_BURST; i++) {
      ada.expect("knowledge");
    }
  }

  @Test
  void moreControlMessagesThanABurstAreTooMany(Node node) {
    var ada = node.peer();
    flood(ada, Frame.text("{\"type\":\"inspect\"}"), CONTROL_BURST * 5);
    for (var i = 0; i < CONTROL_BURST; i++) {
      ada.expect("knowledge");
    }
    expectRateLimited(ada, "knowledge");
  }

  @Test
  void joinsAndLeavesWithoutEndAreTooMany(Node node) {
    var ada = node.peer();
    for (var i = 0; i < CONTROL_BURST * 3; i++) {
      flood(ada, Frame.text("{\"type\":\"join\"}"), 1);
      flood(ada, Frame.text("{\"type\":\"leave\"}"), 1);
    }
    expectRateLimited(ada, "waiting");
  }

  @Test
  void aBurstOfSignalsArrives(Node node) {
    var pair = Pair.on(node);
    flood(pair.ada(), Frame.binary(new byte[] {1}), SIGNAL_BURST);
    for (var i = 0; i < SIGNAL_BURST; i++) {
      pair.bob().expectSignal((byte) 1);
    }
    pair.ada().expectNothing();
  }

  @Test
  void moreSignalsThanABurstAreTooMany(Node node) {
    var pair = Pair.on(node);
    flood(pair.ada(), Frame.binary(new byte[] {1}), SIGNAL_BURST * 4);
    expectRateLimited(pair.ada(), "nothing");
    for (var i = 0; i < SIGNAL_BURST; i++) {
      pair.bob().expectSignal((byte) 1);
    }
  }

  @Test
  void signalsToNobodyCountAsWell(Node node) {
    var ada = node.peer();
    flood(ada, Frame.binary(new byte[] {1}), SIGNAL_BURST * 4);
    expectRateLimited(ada, "nothing");
  }

  @Test
  void emptySignalsCountAsWell(Node node) {
    var ada = node.peer();
    flood(ada, Frame.binary(new byte[0]), SIGNAL_BURST * 4);
    expectRateLimited(ada, "nothing");
  }

  @Test
  void twelveSignalsOfFullSizeAreABurstOfBytes(Node node) {
    var pair = Pair.on(node);
    flood(pair.ada(), Frame.binary(new byte[SIGNAL_BYTES]), 12);
    for (var i = 0; i < 12; i++) {
      pair.bob().expectSignal(new byte[SIGNAL_BYTES]);
    }
    pair.ada().expectNothing();
  }

  @Test
  void moreBytesThanABurstAreTooMany(Node node) {
    var pair = Pair.on(node);
    flood(pair.ada(), Frame.binary(new byte[SIGNAL_BYTES]), 40);
    expectRateLimited(pair.ada(), "nothing");
  }

  /** Pongs that nobody reads pile up like everything else. */
  @Test
  void whoPingsWithoutEndAndNeverReadsIsHungUpOn(Node node) {
    var wire = Wire.connect(node.port(), Loopback.fresh(), 4_096);
    var ada = Peer.open(node, wire);
    Until.holds(
        "the end",
        Duration.ofSeconds(20),
        () -> !flood(ada, new Frame(Frame.PING, new byte[125]), 10_000));
    wire.close();
  }

  /** As many at once as the network takes; false if the server hung up in the middle. */
  private static boolean flood(Peer peer, Frame frame, int times) {
    var bytes = new ByteArrayOutputStream();
    for (var i = 0; i < times; i++) {
      bytes.writeBytes(frame.masked());
    }
    return peer.wire().tryRaw(bytes.toByteArray());
  }

  /** Answers to what was still within the rate may come first. */
  private static void expectRateLimited(Peer peer, String answer) {
    var frame = peer.wire().next(Peer.PATIENCE).orElseThrow();
    while (frame.text().contains("\"" + answer + "\"")) {
      frame = peer.wire().next(Peer.PATIENCE).orElseThrow();
    }
    assertThat(frame.text()).contains("\"rate-limited\"");
    Schemas.check("server/error", frame.text());
    peer.expectClose(1008);
  }
}

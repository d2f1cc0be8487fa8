package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a client does not read may not pile up: past 256 KiB the socket is closed with 1013. The rates are high here, so
 * that the kernel's own buffers fill quickly.
 */
@AgainstNode({
  Settings.SIGNALS_PER_SECOND, "100000",
  Settings.SIGNAL_BURST, "100000",
  Settings.SIGNAL_BYTES_PER_SECOND, "1000000000",
  Settings.SIGNAL_BYTES_BURST, "1000000000"
})
@BesideHonestPair
class SlowReaderTest {

  private static final byte[] SIGNAL = new byte[16 * 1024];

  /** Sent to one who never reads; the kernel keeps a few MiB, the server no more than its limit. */
  private static final int SIGNALS = 4_000;

  @Test
  void thePeerOfOneWhoNeverReadsIsToldAtOnce(Node node) {
    var pair = pairWithASlowReader(node);
    for (var i = 0; i < SIGNALS; i++) {
      pair.ada().signal(SIGNAL);
    }
    pair.ada().expect("peer-left", Duration.ofSeconds(10));
    pair.ada().expectNothing();
  }

  @Test
  void whoNeverReadsIsHungUpOn(Node node) {
    var pair = pairWithASlowReader(node);
    for (var i = 0; i < SIGNALS; i++) {
      pair.ada().signal(SIGNAL);
    }
    var ping = new Frame(Frame.PING, new byte[0]).masked();
    Until.holds("the end", Duration.ofSeconds(15), () -> !pair.bob().wire().tryRaw(ping));
  }

  @Test
  void whoReadsAgainTooLateFinds1013OrTheEnd(Node node) {
    var pair = pairWithASlowReader(node);
    for (var i = 0; i < SIGNALS; i++) {
      pair.ada().signal(SIGNAL);
    }
    pair.ada().expect("peer-left", Duration.ofSeconds(10));
    var read = 0;
    try {
      var frame = pair.bob().wire().next(Peer.PATIENCE);
      while (frame.isPresent() && frame.get().first() == Frame.BINARY) {
        assertThat(frame.get().payload()).isEqualTo(SIGNAL);
        read++;
        frame = pair.bob().wire().next(Peer.PATIENCE);
      }
      assertThat(frame).as("close frame").isPresent();
      assertThat(frame.get().closeCode()).isEqualTo(1013);
    } catch (Wire.EndOfWire end) {
      // the server may hang up on who does not take its close frame
    }
    assertThat(read).as("signals kept for one who does not read").isLessThan(SIGNALS);
  }

  @Test
  void whoReadsGetsAll(Node node) {
    var pair = Pair.on(node);
    for (var i = 0; i < 500; i++) {
      pair.ada().signal(SIGNAL);
      pair.bob().expectSignal(SIGNAL);
    }
  }

  private static Pair pairWithASlowReader(Node node) {
    var ada = node.peer();
    ada.join();
    var bob = Peer.open(node, Wire.connect(node.port(), Loopback.fresh(), 4_096));
    return Pair.with(ada, bob, Map.of());
  }
}

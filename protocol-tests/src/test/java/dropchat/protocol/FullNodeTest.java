package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@AgainstNode({Settings.SOCKETS, "5", Settings.SOCKETS_PER_ADDRESS, "3"})
class FullNodeTest {

  @Test
  void aFullNodeIs503(Node node) {
    var open = new ArrayList<Peer>();
    for (var i = 0; i < 5; i++) {
      open.add(node.peer());
    }
    var answer = Upgrade.at(node).alone(node);
    UpgradeTest.expectRefusal(answer, 503);
    assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();

    open.getFirst().close();
    expectRoom(node);
  }

  /** However an attempt fails, it takes no place of those who come after it. */
  @Test
  void attemptsThatFailTakeNoPlace(Node node) {
    for (var i = 0; i < 20; i++) {
      try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
        Upgrade.at(node).without("Sec-WebSocket-Key").over(wire);
        Upgrade.at(node).with("Sec-WebSocket-Version", "7").over(wire);
      } catch (Wire.EndOfWire hungUpInBetween) {
        // as good
      }
      Upgrade.at(node).with("Origin", "https://elsewhere.example").alone(node);
      Upgrade.at(node).without("Sec-WebSocket-Protocol").alone(node);
      try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
        assertThat(Upgrade.at(node).over(wire).status()).isIn(101, 503);
        wire.cut();
      }
    }
    expectRoom(node);
    var address = Loopback.fresh();
    for (var i = 0; i < 3; i++) {
      node.peer(address);
    }
    try (var wire = Wire.connect(node.port(), address)) {
      UpgradeTest.expectRefusal(Upgrade.at(node).over(wire), 429);
    }
  }

  private static void expectRoom(Node node) {
    Until.holds(
        "room again", Duration.ofSeconds(5), () -> Upgrade.at(node).alone(node).status() == 101);
  }
}

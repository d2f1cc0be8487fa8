package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The default limits per address. Each test is one address. */
@AgainstNode
class SocketLimitTest {

  private static final int SOCKETS = 64;
  private static final int BURST = 60;

  private final InetAddress address = Loopback.fresh();
  private final List<Wire> open = new ArrayList<>();

  @AfterEach
  void hangUp() {
    open.forEach(Wire::close);
  }

  @Test
  void sixtyFourSocketsOfOneAddressAreWelcomeAndTheNextIs429(Node node) {
    Until.holds("64 sockets", Duration.ofSeconds(10), () -> opens(node) && open.size() == SOCKETS);

    // Past the burst one socket may open every 50 ms, so for a second it is the number that refuses.
    var end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < end) {
      expectTooMany(knock(node));
    }
    assertThat(Upgrade.at(node).alone(node).status()).as("another address").isEqualTo(101);

    open.removeFirst().close();
    Until.holds("room again", Duration.ofSeconds(5), () -> opens(node));
  }

  @Test
  void moreThanABurstOfNewSocketsIs429ForAMoment(Node node) {
    var welcome = 0;
    var answer = knockAndLeave(node);
    for (; answer.status() == 101; answer = knockAndLeave(node)) {
      welcome++;
      assertThat(welcome).as("sockets in one burst").isLessThan(BURST * 4);
    }

    assertThat(welcome).isGreaterThanOrEqualTo(BURST);
    expectTooMany(answer);
    assertThat(Upgrade.at(node).alone(node).status()).as("another address").isEqualTo(101);
    Until.holds("a new socket", Duration.ofSeconds(5), () -> opens(node));
  }

  private boolean opens(Node node) {
    return knock(node).status() == 101;
  }

  private Upgrade.Answer knock(Node node) {
    var wire = Wire.connect(node.port(), address);
    var answer = Upgrade.at(node).over(wire);
    if (answer.status() == 101) {
      open.add(wire);
    } else {
      wire.close();
    }
    return answer;
  }

  private Upgrade.Answer knockAndLeave(Node node) {
    try (var wire = Wire.connect(node.port(), address)) {
      return Upgrade.at(node).over(wire);
    }
  }

  private static void expectTooMany(Upgrade.Answer answer) {
    UpgradeTest.expectRefusal(answer, 429);
    assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();
  }
}

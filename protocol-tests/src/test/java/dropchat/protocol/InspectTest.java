package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AgainstNode
class InspectTest {

  private static final Map<String, ?> WISHES =
      Map.of("languages", List.of("qzx"), "interests", List.of("canary boats"), "commit", "canary-c");

  @Test
  void whatIsHeldWhileWaitingIsSaid(Node node) {
    var ada = node.peer();
    ada.join(WISHES);

    assertThat(held(ada)).contains("qzx", "canary boats", "canary-c");
  }

  @Test
  void nothingOfAJoinIsHeldAfterALeave(Node node) {
    var ada = node.peer();
    ada.join(WISHES);
    ada.say("leave");

    assertThat(held(ada)).doesNotContain("qzx", "canary");
  }

  @Test
  void afterConnectedNothingOfThePairingIsHeld(Node node) {
    var ada = node.peer();
    ada.join(WISHES);
    var pair = Pair.with(ada, node.peer(), WISHES);
    var before = held(ada);
    pair.talking();

    var after = held(ada);
    assertThat(after).isNotEqualTo(before).doesNotContain("qzx", "canary");
    assertThat(after).doesNotContain(pair.tokenOfBob());
  }

  @Test
  void theAddressWhichIsHeldIsSaid(Node node) {
    var address = Loopback.fresh();

    assertThat(held(node.peer(address))).contains(address.getHostAddress());
  }

  @Test
  void nothingIsSaidOfAnybodyElse(Node node) {
    var bob = Loopback.fresh();
    var ada = node.peer();
    ada.join();
    Pair.with(ada, node.peer(bob), WISHES);

    assertThat(held(ada)).doesNotContain(bob.getHostAddress(), "qzx", "canary boats");
  }

  private static String held(Peer peer) {
    peer.say("inspect");
    return peer.expect("knowledge").get("held").toString();
  }
}

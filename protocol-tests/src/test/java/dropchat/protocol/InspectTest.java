package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
    assertThat(knowledge(ada).get("partner").isString()).as("partner while pairing").isTrue();
    pair.talking();

    var after = knowledge(ada);
    for (var field : List.of("partner", "asking", "deadlineInMs")) {
      assertThat(after.get(field).isNull()).as(field).isTrue();
    }
    assertThat(after.toString()).doesNotContain("qzx", "canary", pair.tokenOfBob());
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

  @Test
  void everyNameOfWhatIsHeldIsThere(Node node) {
    var ada = node.peer();
    ada.join(WISHES);
    ada.say("inspect");
    assertThat(ada.expect("knowledge").get("held").propertyNames())
        .containsExactlyInAnyOrder(
            "address", "country", "lan", "abuseHandle", "socket", "epoch", "state", // who and where
            "languages", "interests", "commit", "avoid", "waitingSinceMs", // what was joined with
            "partner", "asking", "unheard", "deadlineInMs", "idleInMs", // the match
            "connectedSeconds", "heardSecondsAgo", "unfinishedBytes", "closing", // the connection
            "controlsSpent", "signalsSpent", "signalBytesSpent", // its allowances
            "socketsOfAddress", "connectsSpentOfAddress"); // and its address'
  }

  @Test
  void whatIsSpentOfAnAllowanceIsSaid(Node node) {
    var address = Loopback.fresh();
    node.peer(address);
    var ada = node.peer(address);
    ada.say("inspect");

    var held = ada.expect("knowledge").get("held");
    assertThat(held.get("socketsOfAddress").asString()).isEqualTo("0-7"); // two
    assertThat(held.get("connectsSpentOfAddress").asString()).isEqualTo("0-7");
    assertThat(held.get("controlsSpent").asInt()).isEqualTo(1);
  }

  private static JsonNode knowledge(Peer peer) {
    peer.say("inspect");
    return peer.expect("knowledge").get("held");
  }

  private static String held(Peer peer) {
    return knowledge(peer).toString();
  }
}

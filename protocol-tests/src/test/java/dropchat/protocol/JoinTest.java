package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@AgainstNode
class JoinTest {

  private static final Map<String, ?> WISHES =
      Map.of("languages", List.of("de"), "interests", List.of("canary chess"));

  @Test
  void aJoinIsAnsweredByWaitingAndTheTimesOfBothWidenings(Node node) {
    var widen = widen(node.peer().join(WISHES));

    assertThat(widen).hasSize(2);
    assertThat(widen.get(0)).isBetween(2.0, 3.0);
    assertThat(widen.get(1)).isBetween(7.0, 8.0);
  }

  @Test
  void everyJoinHasExactlyOneAnswer(Node node) {
    var ada = node.peer();
    for (var i = 0; i < 10; i++) {
      ada.say("join", WISHES);
    }
    for (var i = 0; i < 10; i++) {
      ada.expect("waiting");
    }
    ada.expectNothing();
  }

  @Test
  void aJoinWhileWaitingKeepsTheTimeWaited(Node node) {
    var ada = node.peer();
    ada.join(WISHES);

    Until.holds(
        "a second waited", Duration.ofSeconds(3), () -> widen(ada.join(WISHES)).get(0) <= 2);
    Until.holds(
        "the first widening", Duration.ofSeconds(5), () -> widen(ada.join(WISHES)).size() == 1);
  }

  @Test
  void aLeaveForgetsTheTimeWaited(Node node) {
    var ada = node.peer();
    ada.join(WISHES);
    Until.holds(
        "half a second waited", Duration.ofSeconds(3), () -> widen(ada.join(WISHES)).get(0) < 2.5);
    ada.say("leave");

    assertThat(widen(ada.join(WISHES)).get(0)).isGreaterThan(2.5);
  }

  @Test
  void aJoinReplacesTheWishesOfTheOneBefore(Node node) {
    var ada = node.peer();
    ada.join(Map.of("languages", List.of("de"), "commit", "first"));
    ada.join(Map.of("languages", List.of("fr"), "commit", "second"));
    var bob = node.peer();
    bob.join(Map.of("languages", List.of("de")));
    bob.expectNothing();
    bob.join(Map.of("languages", List.of("fr")));

    assertThat(bob.expect("matched").at("/peer/commit").asString()).isEqualTo("second");
  }

  @Test
  void nobodyIsMatchedWithThemselves(Node node) {
    var ada = node.peer();
    ada.join();
    ada.join();
    ada.say("leave");
    ada.join();
    ada.expectNothing();
  }

  @Test
  void aJoinInPairingLeavesThePeer(Node node) {
    var pair = Pair.on(node);
    pair.ada().join();
    pair.bob().expect("peer-left");
    pair.bob().expectNothing();
    pair.ada().expectNothing();
  }

  @Test
  void aJoinInTalkingEntersTheQueue(Node node) {
    var pair = Pair.on(node).talking();
    pair.ada().join();
    pair.bob().join();
    pair.ada().expect("matched");
    pair.bob().expect("matched");
  }

  @Test
  void whoLeftIsMatchedWithNobody(Node node) {
    var ada = node.peer();
    ada.join();
    ada.say("leave");
    ada.expectNothing();
    var bob = node.peer();
    bob.join();

    bob.expectNothing();
    ada.expectNothing();
  }

  @Test
  void connectedWhileWaitingChangesNothing(Node node) {
    var ada = node.peer();
    ada.join();
    ada.say("connected");
    ada.expectNothing();
    Pair.with(ada, node.peer(), Map.of()).expectSignalsBothWays();
  }

  @Test
  void fieldsNobodyKnowsAreIgnored(Node node) {
    var ada = node.peer();
    ada.blurt("{\"type\":\"join\",\"canary\":{\"canary\":[1,null,\"canary\"]},\"seconds\":\"x\"}");
    ada.expect("waiting");
  }

  private static List<Double> widen(JsonNode waiting) {
    return waiting.get("widen").valueStream().map(JsonNode::asDouble).toList();
  }
}

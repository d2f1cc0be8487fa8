package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@AgainstNode
class MatchingTest {

  @Test
  void twoWhoWaitAreMatchedWithinASecond(Node node) {
    var ada = node.peer();
    var bob = node.peer();
    ada.join();
    bob.join();

    ada.expect("matched", Duration.ofSeconds(1));
    bob.expect("matched", Duration.ofSeconds(1));
  }

  @Test
  void exactlyOneIsTheOfferer(Node node) {
    var pair = Pair.on(node);

    assertThat(Set.of(role(pair.adaHeard()), role(pair.bobHeard())))
        .containsExactlyInAnyOrder("offerer", "answerer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gjdmEat9cIdENIOWQ2S69JhV910O0UvAsmk7Fg9XgsY",
        "",
        " not base64 \\u0000 \uD83E\uDD9C\" ",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void theCommitIsHandedOverUntouched(String commit, Node node) {
    var ada = node.peer();
    ada.join(Map.of("commit", commit));
    var pair = Pair.with(ada, node.peer(), Map.of());

    assertThat(pair.bobHeard().at("/peer/commit").asString()).isEqualTo(commit);
    assertThat(pair.adaHeard().at("/peer/commit").isNull()).as("no commit is null").isTrue();
  }

  @Test
  void bothHearWhatTheyShare(Node node) {
    var ada = node.peer();
    ada.join(
        Map.of("languages", List.of("de", "pt", "en"), "interests", List.of("  CANARY Chess ", "x")));
    var pair =
        Pair.with(
            ada,
            node.peer(),
            Map.of("languages", List.of("en", "fr", "de"), "interests", List.of("canary chess")));

    for (var heard : List.of(pair.adaHeard(), pair.bobHeard())) {
      assertThat(strings(heard.at("/shared/languages"))).containsExactlyInAnyOrder("de", "en");
      assertThat(strings(heard.at("/shared/interests"))).containsExactly("canary chess");
    }
  }

  @Test
  void anEmptyListFitsEveryListAtOnce(Node node) {
    var ada = node.peer();
    ada.join(Map.of("languages", List.of("de"), "interests", List.of("canary go")));
    var pair = Pair.with(ada, node.peer(), Map.of());

    assertThat(pair.adaHeard().at("/shared/languages")).isEmpty();
    assertThat(pair.adaHeard().at("/shared/interests")).isEmpty();
  }

  @Test
  void aCountryNotKnownIsNull(Node node) {
    assertThat(Pair.on(node).adaHeard().at("/peer/country").isNull()).isTrue();
  }

  @Test
  void ofThreeTheLastOneWaits(Node node) {
    var pair = Pair.on(node);
    var cyd = node.peer();
    cyd.join();
    cyd.expectNothing();
    pair.expectSignalsBothWays();
  }

  @Test
  void bothListsMustFitBeforeTheFirstWidening(Node node) {
    var ada = node.peer();
    var bob = node.peer();
    ada.join(Map.of("languages", List.of("de"), "interests", List.of("canary go")));
    bob.join(Map.of("languages", List.of("de"), "interests", List.of("canary tennis")));
    ada.expectNothing();
    bob.expectNothing();
  }

  private static String role(JsonNode matched) {
    return matched.get("role").asString();
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}

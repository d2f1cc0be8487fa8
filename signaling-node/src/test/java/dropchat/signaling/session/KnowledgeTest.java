package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ServerMessage.Knowledge;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnowledgeTest {

  /** What each field of a session is told as. A field that is missing here fails the test. */
  private static final Map<String, Set<String>> TOLD =
      Map.of(
          "socket", Set.of("socket"),
          "origin", Set.of("address", "country"),
          "state", Set.of("state"),
          "epoch", Set.of("epoch"),
          "wish", Set.of("languages", "interests", "commit", "avoid"),
          "waitingSinceMs", Set.of("waitingSinceMs"),
          "partner", Set.of("partner"),
          "asking", Set.of("asking"),
          "unheard", Set.of("unheard"),
          "deadlineMs", Set.of("deadlineInMs"));

  /** About nobody: what all sessions share, and what a deadline is made of. */
  private static final Set<String> OF_NOBODY = Set.of("board", "house", "idleUntilMs");

  @Test
  void everyFieldOfASessionIsTold() {
    var fields =
        Arrays.stream(Session.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .map(java.lang.reflect.Field::getName)
            .filter(field -> !OF_NOBODY.contains(field));
    assertThat(fields).containsExactlyInAnyOrderElementsOf(TOLD.keySet());
    var names = TOLD.values().stream().flatMap(Set::stream).toList();
    assertThat(held(true).keySet()).containsAll(names);
  }

  @Test
  void nothingIsToldThatIsNoFieldOfTheSessionOrItsConnection() {
    var names = TOLD.values().stream().flatMap(Set::stream).toList();
    assertThat(held(true).keySet()).isSubsetOf(names);
  }

  @Test
  void whatIsNotHeldIsNotNamed() {
    assertThat(held(false).keySet()).doesNotContain("languages", "interests", "commit", "avoid");
  }

  private static Map<String, Object> held(boolean waiting) {
    var world = new World();
    world.addNode(1);
    var client = world.client(1);
    if (waiting) {
      client.says(new Join(List.of("de"), List.of("tea"), "c", List.of()));
    }
    client.says(new Inspect());
    return client.hears(Knowledge.class).get(0).held();
  }
}

package dropchat.signaling.session;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ServerMessage.Knowledge;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnowledgeTest {

  /** What each field of a session is told as. A field that is missing here fails the test. */
  private static final Map<String, Set<String>> TOLD =
      Map.ofEntries(
          entry("socket", Set.of("socket")),
          entry("origin", Set.of("address", "country", "lan")),
          entry("state", Set.of("state")),
          entry("handle", Set.of("abuseHandle")),
          entry("epoch", Set.of("epoch")),
          entry("wish", Set.of("languages", "interests", "commit", "avoid")),
          entry("waitingSinceMs", Set.of("waitingSinceMs")),
          entry("partner", Set.of("partner")),
          entry("asking", Set.of("asking")),
          entry("unheard", Set.of("unheard")),
          entry("idleUntilMs", Set.of("idleInMs")),
          entry("deadlineMs", Set.of("deadlineInMs")));

  /** About nobody: what all sessions share. */
  private static final Set<String> OF_NOBODY = Set.of("board");

  @Test
  void everyFieldOfASessionIsTold() {
    assertThat(fields(Session.class).filter(field -> !OF_NOBODY.contains(field)))
        .containsExactlyInAnyOrderElementsOf(TOLD.keySet());
    assertThat(held(true).keySet()).containsAll(told());
  }

  @Test
  void soIsEveryFieldOfItsOriginAndOfWhatWasJoinedWith() {
    assertThat(TOLD.get("origin")).containsAll(fields(Origin.class).toList());
    assertThat(TOLD.get("wish")).containsAll(fields(Join.class).toList());
  }

  @Test
  void nothingIsToldThatIsNoField() {
    assertThat(held(true).keySet()).isSubsetOf(told());
  }

  @Test
  void whatIsNotHeldIsNotNamed() {
    assertThat(held(false).keySet()).doesNotContain("languages", "interests", "commit", "avoid");
  }

  private static Stream<String> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(Field::getName);
  }

  private static List<String> told() {
    return TOLD.values().stream().flatMap(Set::stream).toList();
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

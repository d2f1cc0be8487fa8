package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Wishes widen with waiting, first to a shared language, then to anybody; here after 1 s and 2.5 s. */
@AgainstNode({Settings.LANGUAGE_ONLY, "1s", Settings.ANYBODY, "2500ms"})
class WideningTest {

  private static final Map<String, ?> GERMAN_GO =
      Map.of("languages", List.of("de"), "interests", List.of("canary go"));
  private static final Map<String, ?> GERMAN_TENNIS =
      Map.of("languages", List.of("de"), "interests", List.of("canary tennis"));
  private static final Map<String, ?> FRENCH_TENNIS =
      Map.of("languages", List.of("fr"), "interests", List.of("canary tennis"));

  @Test
  void aSharedLanguageIsEnoughAfterTheFirstWidening(Node node) {
    expectMatchedAfter(node, GERMAN_GO, GERMAN_TENNIS, 1.0);
  }

  @Test
  void anybodyIsEnoughAfterTheSecondWidening(Node node) {
    expectMatchedAfter(node, GERMAN_GO, FRENCH_TENNIS, 2.5);
  }

  @Test
  void bothSidesMustHaveWaitedEnough(Node node) {
    var ada = node.peer();
    ada.join(GERMAN_GO);
    Until.holds(
        "the first widening of one",
        Duration.ofSeconds(6),
        () -> ada.join(GERMAN_GO).get("widen").size() == 1);
    var bob = node.peer();
    bob.join(GERMAN_TENNIS);
    bob.expectNothing();
    bob.expect("matched");
    ada.expect("matched");
  }

  @Test
  void avoidNeverWidens(Node node) {
    var met = Pair.on(node);
    met.ada().join(Map.of("avoid", List.of(met.tokenOfBob()), "languages", List.of("de")));
    met.bob().expect("peer-left");
    met.bob().join();
    Until.holds(
        "all widenings",
        Duration.ofSeconds(6),
        () -> {
          met.ada().say("join", Map.of("avoid", List.of(met.tokenOfBob()), "languages", List.of("de")));
          return met.ada().expect("waiting").get("widen").isEmpty();
        });
    met.ada().expectNothing();
    met.bob().expectNothing();
  }

  private static void expectMatchedAfter(
      Node node, Map<String, ?> one, Map<String, ?> other, double seconds) {
    var ada = node.peer();
    var bob = node.peer();
    ada.join(one);
    bob.join(other);
    var start = System.nanoTime();
    ada.expect("matched", Duration.ofSeconds(6));
    bob.expect("matched");

    var waited = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    assertThat(waited).isBetween(seconds - 0.2, seconds + 1.0);
  }
}

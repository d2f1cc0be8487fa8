package dropchat.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AgainstNode
class AvoidTest {

  @Test
  void oneSidesListIsEnoughWhenItJoinsFirst(Node node) {
    var met = Pair.on(node);
    met.ada().join(avoid(met.tokenOfBob()));
    met.bob().expect("peer-left");
    met.bob().join();
    expectNotMatched(met);
  }

  @Test
  void oneSidesListIsEnoughWhenItJoinsLast(Node node) {
    var met = Pair.on(node);
    met.bob().join();
    met.ada().expect("peer-left");
    met.ada().join(avoid(met.tokenOfBob()));
    expectNotMatched(met);
  }

  @Test
  void anAvoidedSocketStaysAvoidedWhateverItDidSince(Node node) {
    var met = Pair.on(node);
    met.ada().join(avoid(met.tokenOfBob()));
    met.bob().expect("peer-left");
    for (var i = 0; i < 3; i++) {
      met.bob().join();
      met.bob().say("leave");
    }
    met.bob().join();
    expectNotMatched(met);
  }

  @Test
  void avoidingEndsWithTheJoinThatSaidSo(Node node) {
    var met = Pair.on(node);
    met.ada().join(avoid(met.tokenOfBob()));
    met.bob().expect("peer-left");
    met.bob().join();
    met.ada().join();

    met.ada().expect("matched");
    met.bob().expect("matched");
  }

  @Test
  void somebodyElseIsStillMet(Node node) {
    var met = Pair.on(node);
    met.ada().join(avoid(met.tokenOfBob()));
    met.bob().expect("peer-left");
    met.bob().join();
    var cyd = node.peer();
    cyd.join();
    cyd.expect("matched");
  }

  @Test
  void tokensThatCannotBeReadAreIgnored(Node node) {
    var ada = node.peer();
    ada.join(avoid("canary", "", "\u0000", "x".repeat(300), ada.token()));
    var bob = node.peer();
    bob.join(avoid(ada.token()));

    ada.expect("matched");
    bob.expect("matched");
  }

  @Test
  void eightCanBeAvoidedAtOnce(Node node) {
    var met = Pair.on(node);
    var tokens = new ArrayList<>(Collections.nCopies(7, "canary"));
    tokens.add(met.tokenOfBob());
    met.ada().join(Map.of("avoid", tokens));
    met.bob().expect("peer-left");
    met.bob().join();
    expectNotMatched(met);
  }

  private static void expectNotMatched(Pair met) {
    met.ada().expectNothing();
    met.bob().expectNothing();
  }

  private static Map<String, ?> avoid(String... tokens) {
    return Map.of("avoid", List.of(tokens));
  }
}

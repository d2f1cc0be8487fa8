package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

@AgainstNode
class TokenTest {

  /** The hour's key id is all that two tokens may have in common. */
  private static final int KEY_ID = 4;

  /** So many equal letters in a row are no chance any more. */
  private static final int NO_CHANCE = 6;

  @Test
  void allTokensHaveOneLength(Node node) {
    assertThat(tokens(node)).extracting(String::length).containsOnly(tokens(node).get(0).length());
  }

  @Test
  void noTokenIsGivenTwice(Node node) {
    assertThat(tokens(node)).doesNotHaveDuplicates();
  }

  @Test
  void twoTokensShareNothingButTheKeyId(Node node) {
    var pieces = new HashSet<String>();
    for (var token : tokens(node)) {
      var own = new HashSet<String>();
      for (var at = KEY_ID; at + NO_CHANCE <= token.length(); at++) {
        own.add(token.substring(at, at + NO_CHANCE));
      }
      assertThat(pieces).as("pieces of other tokens").doesNotContainAnyElementsOf(own);
      pieces.addAll(own);
    }
  }

  /** All tokens that two sockets bring forth in a match and ten reopenings. */
  private static List<String> tokens(Node node) {
    var tokens = new ArrayList<String>();
    var pair = Pair.on(node);
    tokens.addAll(List.of(pair.ada().token(), pair.bob().token()));
    tokens.addAll(pair.adaHeard().findValuesAsString("token"));
    tokens.addAll(pair.bobHeard().findValuesAsString("token"));
    for (var i = 0; i < 10; i++) {
      pair.ada().reopen(pair.tokenOfBob());
      tokens.addAll(pair.ada().expect("reopened").findValuesAsString("token"));
      tokens.addAll(pair.bob().expect("reopened").findValuesAsString("token"));
    }
    return tokens;
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forged, garbled, of the wrong kind, of oneself: {@code bad-token}, nothing changes, and the socket stays open. */
@AgainstNode
class UnreadableTokenTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "canary", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "ä€🦜"})
  void garbageIsRefused(String token, Node node) {
    var ada = node.peer();
    expectRefused(ada, token);
    ada.expectNothing();
  }

  @Test
  void aTokenChangedAnywhereIsRefused(Node node) {
    var pair = Pair.on(node).talking();
    var token = pair.tokenOfBob();
    for (var at = 0; at < token.length(); at += Math.max(1, token.length() / 12)) {
      var changed = new StringBuilder(token);
      changed.setCharAt(at, token.charAt(at) == 'A' ? 'B' : 'A');
      expectRefused(pair.ada(), changed.toString());
    }
  }

  @Test
  void aTokenCutShortOrPaddedIsRefused(Node node) {
    var pair = Pair.on(node).talking();
    var token = pair.tokenOfBob();
    for (var bad :
        List.of(token.substring(1), token.substring(0, token.length() - 1), token + "A", token + "=",
            " " + token, token + token, token.repeat(10))) {
      expectRefused(pair.ada(), bad);
    }
  }

  @Test
  void onesOwnTokenIsRefused(Node node) {
    var pair = Pair.on(node).talking();
    expectRefused(pair.ada(), pair.ada().token());
    expectRefused(pair.ada(), pair.adaHeard().get("token").asString());
    expectRefused(pair.ada(), pair.tokenOfAda());
  }

  @Test
  void theOwnTokenOfAPeerServesNoReport(Node node) {
    var pair = Pair.on(node).talking();
    pair.ada().report(pair.bobHeard().get("token").asString());
    pair.ada().expectError("bad-token");
    pair.ada().report(pair.bob().token());
    pair.ada().expectError("bad-token");
    pair.ada().expectNothing();
  }

  @Test
  void aRefusedReopenChangesNothing(Node node) {
    var pair = Pair.on(node);
    expectRefused(pair.ada(), "canary");
    pair.expectSignalsBothWays();

    var cyd = node.peer();
    cyd.join();
    expectRefused(cyd, "canary");
    Pair.with(cyd, node.peer(), Map.of()).expectSignalsBothWays();
  }

  @Test
  void allAreRefusedInTheSameWords(Node node) {
    var ada = node.peer();
    var words = new HashSet<String>();
    for (var token : List.of("canary", ada.token(), "")) {
      ada.reopen(token);
      words.add(ada.expect("error").toString());
      ada.report(token);
      words.add(ada.expect("error").toString());
    }
    assertThat(words).hasSize(1);
  }

  private static void expectRefused(Peer peer, String token) {
    peer.reopen(token);
    peer.expectError("bad-token");
    peer.report(token);
    peer.expectError("bad-token");
  }
}

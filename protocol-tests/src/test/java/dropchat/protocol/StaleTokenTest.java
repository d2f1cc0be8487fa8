package dropchat.protocol;

import org.junit.jupiter.api.Test;

/** A reopen with a token of a socket that has moved on, or is gone. */
@AgainstNode
class StaleTokenTest {

  @Test
  void aJoinSinceMakesATokenStale(Node node) {
    var pair = Pair.on(node).talking();
    pair.bob().join();
    expectNobodyThere(pair);
    pair.bob().expectNothing();
  }

  @Test
  void aLeaveSinceMakesATokenStale(Node node) {
    var pair = Pair.on(node).talking();
    pair.bob().say("leave");
    pair.bob().expectNothing();
    expectNobodyThere(pair);
    pair.bob().expectNothing();
  }

  @Test
  void aMatchSinceMakesATokenStale(Node node) {
    var pair = Pair.on(node);
    var cyd = node.peer();
    cyd.reopen(pair.ada().token());
    cyd.expect("peer-left");
    pair.expectSignalsBothWays();
  }

  @Test
  void aSocketThatIsGoneIsNotFound(Node node) {
    var pair = Pair.on(node).talking();
    pair.bob().close();
    Until.holds("nobody there", Peer.PATIENCE, () -> isNobodyThere(pair));
    pair.ada().expectNothing();
  }

  @Test
  void connectedAndPeerLeftMakeNoTokenStale(Node node) {
    var pair = Pair.on(node);
    pair.bob().say("leave");
    pair.ada().expect("peer-left");
    pair.ada().say("connected");
    pair.ada().expectNothing();
    pair.bob().reopen(pair.tokenOfAda());
    pair.bob().expect("reopened");
    pair.ada().expect("reopened");
  }

  @Test
  void aCallerWhoWaitedIsIdleAfterwards(Node node) {
    var pair = Pair.on(node).talking();
    pair.bob().say("leave");
    pair.bob().expectNothing();
    pair.ada().join();
    expectNobodyThere(pair);
    pair.bob().join();
    pair.bob().expectNothing();
    pair.ada().expectNothing();
  }

  /** The server may see the end of a socket a moment after its client: then the call ends at once. */
  private static boolean isNobodyThere(Pair pair) {
    pair.ada().reopen(pair.tokenOfBob());
    var answer = pair.ada().wire().next(Peer.PATIENCE).orElseThrow().text();
    var reopened = answer.contains("\"reopened\"");
    if (reopened) {
      pair.ada().expect("peer-left");
    }
    return !reopened && answer.contains("\"peer-left\"");
  }

  private static void expectNobodyThere(Pair pair) {
    pair.ada().reopen(pair.tokenOfBob());
    pair.ada().expect("peer-left");
    pair.ada().expectNothing();
  }
}

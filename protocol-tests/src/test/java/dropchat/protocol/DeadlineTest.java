package dropchat.protocol;

import org.junit.jupiter.api.Test;

/** A pairing lives 60 s at most; here 1.5. */
@AgainstNode({Settings.PAIRING, "1500ms"})
class DeadlineTest {

  @Test
  void whoIsStillPairingAtTheDeadlineIsToldPeerLeft(Node node) {
    var pair = Pair.on(node);
    pair.ada().expect("peer-left");
    pair.bob().expect("peer-left");
    pair.ada().signal((byte) 1);
    pair.ada().expectNothing();
    pair.bob().expectNothing();
  }

  @Test
  void whoSaidConnectedIsToldNothing(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("connected");
    pair.bob().expect("peer-left");
    pair.ada().expectNothing();
  }

  @Test
  void aReopenedPairingHasADeadlineOfItsOwn(Node node) {
    var pair = Pair.on(node);
    pair.talking();
    pair.ada().reopen(pair.tokenOfBob());
    pair.ada().expect("reopened");
    pair.bob().expect("reopened");
    pair.ada().expect("peer-left");
    pair.bob().expect("peer-left");
  }

  @Test
  void theDeadlineMakesNoTokenStale(Node node) {
    var pair = Pair.on(node);
    pair.ada().expect("peer-left");
    pair.bob().expect("peer-left");
    pair.ada().reopen(pair.tokenOfBob());
    pair.ada().expect("reopened");
    pair.bob().expect("reopened");
  }
}

package dropchat.protocol;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AgainstNode
class PartingTest {

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  @Test
  void aLeaveInPairingIsToldToThePeer(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("leave");
    pair.bob().expect("peer-left", AT_ONCE);
    pair.ada().expectNothing();
    pair.bob().expectNothing();
  }

  @Test
  void aSocketClosedInPairingIsToldToThePeer(Node node) {
    var pair = Pair.on(node);
    pair.ada().wire().send(Frame.close(1001));
    pair.bob().expect("peer-left", AT_ONCE);
  }

  @Test
  void aSocketHungUpInPairingIsToldToThePeer(Node node) {
    var pair = Pair.on(node);
    pair.ada().wire().close();
    pair.bob().expect("peer-left", AT_ONCE);
  }

  @Test
  void aSocketResetInPairingIsToldToThePeer(Node node) {
    var pair = Pair.on(node);
    pair.ada().wire().cut();
    pair.bob().expect("peer-left", AT_ONCE);
  }

  @Test
  void afterItsOwnConnectedALeaveIsToldToNobody(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("connected");
    pair.ada().expectNothing();
    pair.ada().say("leave");
    pair.ada().expectNothing();
    pair.bob().expectNothing();
  }

  @Test
  void afterItsOwnConnectedALostSocketIsToldToNobody(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("connected");
    pair.ada().expectNothing();
    pair.ada().wire().cut();
    pair.bob().expectNothing();
  }

  @Test
  void onceBothAreConnectedNobodyIsToldAnything(Node node) {
    var pair = Pair.on(node).talking();
    pair.ada().say("leave");
    pair.bob().wire().cut();
    pair.ada().expectNothing();
  }

  @Test
  void whoConnectedIsNotToldThatThePeerLeft(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("connected");
    pair.ada().expectNothing();
    pair.bob().say("leave");
    pair.bob().expectNothing();
    pair.ada().expectNothing();
  }

  @Test
  void leaveAndConnectedAreLegalEverywhere(Node node) {
    var pair = Pair.on(node);
    for (var peer : new Peer[] {pair.ada(), node.peer()}) {
      for (var type : new String[] {"leave", "leave", "connected", "connected", "leave"}) {
        peer.say(type);
      }
      peer.expectNothing();
    }
  }

  @Test
  void afterPeerLeftANewJoinIsMatched(Node node) {
    var pair = Pair.on(node);
    pair.ada().say("leave");
    pair.bob().expect("peer-left");
    Pair.of(pair.ada(), pair.bob()).expectSignalsBothWays();
  }

  @Test
  void aWaitingSocketThatIsLostIsMatchedWithNobody(Node node) {
    var ada = node.peer();
    ada.join();
    ada.wire().cut();
    var bob = node.peer();
    Until.holds("a queue without the lost one", Peer.PATIENCE, () -> isAlone(bob));
    Pair.with(bob, node.peer(), Map.of()).expectSignalsBothWays();
  }

  /** Joins; whom the server has not seen go yet may still be met, and is then gone at once. */
  private static boolean isAlone(Peer peer) {
    peer.join();
    var met = peer.wire().next(Duration.ofMillis(300)).isPresent();
    if (met) {
      peer.expect("peer-left");
    }
    return !met;
  }
}

package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Signal;
import dropchat.signaling.session.Session.State;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.PeerLeft;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals, and the ways out of a pairing; the same on one node and across two. */
class PairingTest {

  private final World world = new World();
  private World.Client a;
  private World.Client b;

  @BeforeEach
  void pairAcrossNodes() {
    world.addNode(1);
    world.addNode(2);
    pair(2);
  }

  private void pair(long otherNode) {
    a = world.client(1);
    b = world.client(otherNode);
    a.joins();
    b.joins();
    world.settle();
    assertThat(a.hears(Matched.class)).hasSize(1);
    assertThat(b.hears(Matched.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void signalsArriveInOrder(long otherNode) {
    pair(otherNode);
    a.signals("1");
    a.signals("2");
    b.signals("3");
    world.deliver(sent -> true);
    assertThat(b.hears(String.class)).containsExactly("1", "2");
    assertThat(a.hears(String.class)).containsExactly("3");
  }

  @Test
  void aSignalMeantForAnEarlierPairingIsDropped() {
    a.signals("old");
    var old = (Signal) world.bus.pollLast().message();
    a.leaves();
    world.settle();
    a.joins();
    b.joins();
    world.settle();
    world.deliver(new World.Sent(2, old));
    assertThat(b.hears(String.class)).isEmpty();
  }

  @Test
  void onceConnectedOneNeitherSendsNorHears() {
    a.connects();
    a.signals("late");
    b.signals("later");
    world.deliver(sent -> true);
    assertThat(b.hears(String.class)).isEmpty();
    assertThat(a.hears(String.class)).isEmpty();
  }

  @Test
  void onceBothAreConnectedNobodyKnowsThePair() {
    a.connects();
    b.connects();
    for (var session : new Session[] {a.session(), b.session()}) {
      assertThat(session.partner).isNull();
      assertThat(session.asking).isNull();
      assertThat(session.unheard).isNull();
      assertThat(session.wish).isNull();
    }
  }

  @Test
  void whoLeavesAPairingLeavesThePeerBehind() {
    a.leaves();
    world.deliver(sent -> true);
    assertThat(b.hears(PeerLeft.class)).hasSize(1);
    assertThat(b.session().state).isEqualTo(State.IDLE);
  }

  @Test
  void whoLosesTheSocketInAPairingLeavesThePeerBehind() {
    a.hangsUp();
    world.deliver(sent -> true);
    assertThat(b.hears(PeerLeft.class)).hasSize(1);
  }

  @Test
  void whoJoinsAnewLeavesThePairing() {
    a.joins();
    world.deliver(sent -> true);
    assertThat(b.hears(PeerLeft.class)).hasSize(1);
  }

  @Test
  void afterOnesOwnConnectedThePeerIsNotToldOfLeaving() {
    a.connects();
    a.leaves();
    world.deliver(sent -> true);
    assertThat(b.hears(PeerLeft.class)).isEmpty();
  }

  @Test
  void whoIsStillPairingAtTheDeadlineGetsPeerLeft() {
    a.connects();
    world.pass(59_999);
    assertThat(b.hears(PeerLeft.class)).isEmpty();
    world.pass(1);
    assertThat(b.hears(PeerLeft.class)).hasSize(1);
    assertThat(a.hears(PeerLeft.class)).isEmpty();
    assertThat(a.session().state).isEqualTo(State.TALKING);
  }

  @Test
  void connectedInIdleMeansTalkingAndKeepsTheSocketOpen() {
    var fresh = world.client(1);
    fresh.connects();
    world.pass(700_000);
    assertThat(fresh.closed).isNull();
  }

  @Test
  void tenMinutesWithoutAJoinCloseTheSocket() {
    var fresh = world.client(1);
    world.pass(599_999);
    assertThat(fresh.closed).isNull();
    world.pass(1);
    assertThat(fresh.closed).isEqualTo((short) 1000);
  }

  @Test
  void aLeaveDoesNotPutOffTheEndOfAnIdleSocket() {
    var fresh = world.client(1);
    world.pass(599_000);
    fresh.leaves();
    world.pass(1_000);
    assertThat(fresh.closed).isEqualTo((short) 1000);
  }

  @Test
  void waitingHasNoEndOfItsOwn() {
    var waiting = world.client(1);
    waiting.joins();
    world.pass(700_000);
    assertThat(waiting.closed).isNull();
  }
}

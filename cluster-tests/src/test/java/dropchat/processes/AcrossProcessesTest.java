package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two processes with two nodes each and two matchmakers, nothing wrong with any of them. */
class AcrossProcessesTest {

  @RegisterExtension
  static final Members CLUSTER =
      Members.with(
          List.of("--loops", "2"),
          Members.MATCHMAKER,
          Members.MATCHMAKER,
          Members.SIGNALING,
          Members.SIGNALING);

  private final Member here = CLUSTER.node(0);
  private final Member there = CLUSTER.node(1);

  @Test
  void peersAtDifferentNodesAreMatchedAndSignalsPassBothWays() {
    CLUSTER.pairAt(here, there).expectSignalsBothWays();
  }

  @Test
  void signalsArriveInOrder() {
    var pair = CLUSTER.pairAt(here, there);
    var sent = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
    sent.forEach(pair.ada()::signal);
    assertThat(pair.bob().awaitSignals(sent.size())).isEqualTo(sent);
  }

  @Test
  void whoLeavesIsMissedAtTheOtherNode() {
    var pair = CLUSTER.pairAt(here, there);
    pair.ada().say("leave");
    pair.bob().await("peer-left");
  }

  @Test
  void anAvoidedPeerIsNotMetAtAnyNode() {
    var pair = CLUSTER.pairAt(here, there);
    pair.ada().joinAvoiding(pair.tokenOfBob());
    pair.bob().await("peer-left");
    pair.bob().join();
    var third = CLUSTER.guestAt(there);
    third.join();
    third.await("matched");
    Until.holds(
        "one of them is matched",
        Guest.PATIENCE,
        () -> pair.ada().hasHeard("matched") || pair.bob().hasHeard("matched"));
    assertThat(List.of(pair.ada().hasHeard("matched"), pair.bob().hasHeard("matched")))
        .containsOnlyOnce(true);
  }

  @Test
  void aTalkIsReopenedAcrossNodes() {
    var pair = CLUSTER.pairAt(here, there);
    pair.ada().say("connected");
    pair.bob().say("connected");
    pair.bob().expectHandled();
    pair.ada().say("reopen", pair.tokenOfBob());
    pair.ada().await("reopened");
    pair.bob().await("reopened");
    pair.expectSignalsBothWays();
  }
}

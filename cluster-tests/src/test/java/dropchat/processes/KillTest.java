package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** kill -9, SIGSTOP and SIGTERM on processes of a cluster of three, of which the first leads. */
class KillTest {

  /** Far above what it takes, which docs/operations.md tells: these tests are about whether. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Members cluster = Members.of(3, "--drain", "1s");

  @AfterEach
  void end() {
    cluster.close();
  }

  @Test
  void peersOnDifferentProcessesAreMatchedAndSignalsPassBothWays() {
    var pair = cluster.pair(1, 2);
    pair.ada().signal("from ada");
    pair.bob().awaitSignal("from ada");
    pair.bob().signal("from bob");
    pair.ada().awaitSignal("from bob");
  }

  @Test
  void whoWaitsIsMatchedAfterTheLeaderWasKilled() {
    var waiting = cluster.guestAt(1);
    waiting.join();
    cluster.get(0).kill();
    var late = cluster.guestAt(2);
    late.join();
    waiting.await("matched", SOON);
    late.await("matched", SOON);
  }

  @Test
  void whoWaitsIsMatchedAlthoughTheLeaderHangs() {
    var waiting = cluster.guestAt(1);
    waiting.join();
    cluster.get(0).freeze();
    var late = cluster.guestAt(2);
    late.join();
    waiting.await("matched", Duration.ofSeconds(20));
    late.await("matched", Duration.ofSeconds(20));
  }

  @Test
  void aPairedPeerIsToldThatTheOthersProcessWasKilled() {
    var pair = cluster.pair(1, 2);
    cluster.get(2).kill();
    pair.ada().await("peer-left", SOON);
  }

  @Test
  void aProcessThatWasPausedTooLongEndsItself() {
    var paused = cluster.get(2);
    paused.freeze();
    Until.holds("the others have counted it out", Duration.ofSeconds(30), this::othersMatch);
    thawAfterTheLimit(paused);
    Until.holds("it ends itself", SOON, () -> !paused.alive());
  }

  @Test
  void aKilledProcessComesBackAndServes() {
    cluster.get(0).kill();
    cluster.start(cluster.get(0));
    var pair = cluster.pair(0, 2);
    pair.ada().signal("again");
    pair.bob().awaitSignal("again");
  }

  @Test
  void aTokenOutlivesTheProcessThatSealedIt() {
    var pair = cluster.pair(1, 2);
    cluster.get(1).kill();
    pair.bob().await("peer-left", SOON);
    pair.bob().say(new JsonObject().put("type", "report").put("token", pair.tokenForBob()).put("reason", "spam"));
    pair.bob().await("reported");
  }

  @Test
  void anAvoidedPeerIsNotMetOnAnyNode() {
    var pair = cluster.pair(1, 2);
    pair.ada().join(pair.tokenForAda());
    pair.bob().await("peer-left");
    pair.bob().join();
    var other = cluster.guestAt(0);
    other.join();
    other.await("matched");
    Until.holds(
        "one of them is matched", SOON, () -> pair.ada().hasHeard("matched") || pair.bob().hasHeard("matched"));
    assertThat(pair.ada().hasHeard("matched") && pair.bob().hasHeard("matched")).isFalse();
  }

  @Test
  void aPairReopensAcrossProcesses() {
    var pair = cluster.pair(1, 2);
    pair.ada().say("connected");
    pair.bob().say("connected");
    pair.ada().say(new JsonObject().put("type", "reopen").put("token", pair.tokenForAda()));
    pair.ada().await("reopened");
    pair.bob().await("reopened");
    pair.ada().signal("restart");
    pair.bob().awaitSignal("restart");
  }

  @Test
  void aStopDrainsAndEndsWithZeroAndNobodyElseNotices() {
    var staying = cluster.pair(0, 1);
    var leaving = cluster.guestAt(2);
    int exit = cluster.get(2).stop();
    assertThat(exit).isZero();
    leaving.await("draining");
    assertThat(leaving.awaitClose()).isEqualTo(1012);
    staying.ada().signal("still here");
    staying.bob().awaitSignal("still here");
  }

  private boolean othersMatch() {
    try (var ada = cluster.guestAt(0);
        var bob = cluster.guestAt(1)) {
      ada.join();
      bob.join();
      ada.await("matched");
      bob.await("matched");
      return true;
    }
  }

  /** Longer than the failure detector's 5 s, however quick the rest was. */
  private static void thawAfterTheLimit(Member paused) {
    long thawAt = System.nanoTime() + Duration.ofSeconds(7).toNanos();
    Until.holds("time passes", Duration.ofSeconds(10), () -> System.nanoTime() > thawAt);
    paused.thaw();
  }
}

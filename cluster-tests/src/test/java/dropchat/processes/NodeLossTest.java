package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node is killed, or hangs, and with it all who are connected to it. */
class NodeLossTest {

  private static final Duration AFTER_KILL = Duration.ofSeconds(1);

  /** That of the failure detector, and one to act on it. */
  private static final Duration AFTER_FREEZE = Duration.ofSeconds(6);

  @RegisterExtension
  static final Members CLUSTER =
      Members.insistingOnLanguages(
          Members.MATCHMAKER, Members.SIGNALING, Members.SIGNALING, Members.SIGNALING);

  private final Member here = CLUSTER.node(0);
  private final Member there = CLUSTER.node(1);
  private final Member elsewhere = CLUSTER.node(2);

  @RepeatedTest(3)
  void whoIsPairingHearsWithinASecondThatTheOthersNodeWasKilled() {
    var pair = CLUSTER.pairAt(here, there);
    long start = System.nanoTime();
    there.kill();
    pair.ada().await("peer-left");
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("kill -9 of a node: peer-left after " + took.toMillis() + " ms");
    assertThat(took).isLessThanOrEqualTo(AFTER_KILL);
  }

  @Test
  void nobodyIsMatchedTwiceWithAGhostOfAKilledNode() {
    var languages = IntStream.range('a', 'k').mapToObj(c -> "q" + (char) c).toList();
    languages.forEach(language -> CLUSTER.guestSpeaking(language, there));
    there.kill();
    var joining =
        languages.stream().map(language -> CLUSTER.guestSpeaking(language, here)).toList();
    var partners =
        languages.stream().map(language -> CLUSTER.guestSpeaking(language, elsewhere)).toList();
    for (int i = 0; i < languages.size(); i++) {
      Pair.met(joining.get(i), partners.get(i));
      assertThat(joining.get(i).matches())
          .as("matched with a ghost once at most")
          .hasSizeLessThan(3);
    }
  }

  @Test
  void whoIsPairingHearsThatTheOthersNodeHangsAsSoonAsItIsCountedOut() {
    var pair = CLUSTER.pairAt(here, there);
    long start = System.nanoTime();
    there.freeze();
    pair.ada().await("peer-left");
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.println("SIGSTOP of a node: peer-left after " + took.toMillis() + " ms");
    assertThat(took).isLessThanOrEqualTo(AFTER_FREEZE);
    there.kill();
  }

  @Test
  void aNodeThatHangsForAMomentIsMissedByNobody() {
    var pair = CLUSTER.pairAt(here, there);
    there.freeze();
    pair.ada().signal("meanwhile");
    Until.hasPassed(Duration.ofSeconds(2));
    there.thaw();
    pair.bob().awaitSignal("meanwhile");
    pair.expectSignalsBothWays();
    assertThat(pair.ada().unasked()).isEmpty();
    assertThat(pair.bob().unasked()).isEmpty();
  }
}

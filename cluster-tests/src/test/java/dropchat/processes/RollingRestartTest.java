package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every process in turn gets SIGTERM and is started anew, the oldest first: each time it is the one
 * that leads.
 */
class RollingRestartTest {

  private static final Duration WAIT = Duration.ofSeconds(3);

  /** The drain time, and what it takes to close everything. */
  private static final Duration END = Duration.ofSeconds(10);

  @RegisterExtension
  static final Members CLUSTER =
      Members.of(Members.BOTH, Members.BOTH, Members.BOTH, Members.BOTH, Members.BOTH);

  @Test
  void aHundredWhoCycleNoticeNothingButDrainingReconnectsAndPeersLeft() {
    restartAllUnder(100);
  }

  @Test
  @Tag("measure")
  void norDoFiveHundred() {
    restartAllUnder(500);
  }

  private static void restartAllUnder(int people) {
    var crowd = Crowd.of(people, CLUSTER.all());
    crowd.awaitEachMeets();
    for (var member : CLUSTER.all()) {
      member.stop();
      assertThat(member.awaitEnd(END)).isZero();
      CLUSTER.revive(member);
      crowd.awaitEachMeets();
    }
    crowd.goHome();
    System.out.println("rolling restart of five under " + people + ": " + crowd);
    assertThat(crowd.complaints()).isEmpty();
    assertThat(crowd.unanswered()).as("matched, and then nothing").isZero();
    assertThat(crowd.reconnects()).isPositive();
    assertThat(crowd.longestWait()).isLessThanOrEqualTo(WAIT);
  }
}

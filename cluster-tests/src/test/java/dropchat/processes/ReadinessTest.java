package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Ready says that matching works, live only that the process does. One matchmaker, and no other to
 * take over.
 */
class ReadinessTest {

  /** Less than a process may be paused for without ending. */
  private static final Duration SOON = Duration.ofMillis(2_500);

  @RegisterExtension
  static final Members CLUSTER = Members.of(Members.MATCHMAKER, Members.SIGNALING);

  private final Member node = CLUSTER.node(0);
  private final Member leader = CLUSTER.leader();

  @Test
  void aNodeIsNotReadyWhileTheLeaderHangsAndLiveAllTheTime() {
    assertThat(node.ready()).isTrue();
    leader.freeze();
    Until.holds("not ready", SOON, () -> !node.ready());
    assertThat(node.live()).isTrue();
    leader.thaw();
    Until.holds("ready again", SOON, node::ready);
  }

  @Test
  void aNodeIsNotReadyWithoutALeaderAndReadyWithANewOne() {
    leader.kill();
    Until.holds("not ready", SOON, () -> !node.ready());
    assertThat(node.live()).isTrue();
    CLUSTER.revive(leader);
    Until.holds("ready again", SOON, node::ready);
    CLUSTER.pairAt(node, node).expectSignalsBothWays();
  }
}

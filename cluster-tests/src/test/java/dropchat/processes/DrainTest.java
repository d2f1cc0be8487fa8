package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The oldest member drains, and stays for as long as two talk there. */
class DrainTest {

  private static final Duration DRAIN = Duration.ofSeconds(30);

  @RegisterExtension
  static final Members CLUSTER =
      Members.with(
          List.of("--drain", DRAIN.toSeconds() + "s"), Members.BOTH, Members.BOTH, Members.BOTH);

  @Test
  void whoJoinsMeanwhileWaitsInTheSameLineAsThoseWhoWereThere() {
    var leaving = CLUSTER.leader();
    var staying = CLUSTER.node(1);
    var joining = CLUSTER.node(2);
    joining.kill();
    var talking = CLUSTER.pairAt(leaving, leaving);
    leaving.stop();
    talking.ada().await("draining");

    CLUSTER.revive(joining);
    var pair = CLUSTER.pairAt(staying, joining);

    pair.expectSignalsBothWays();
    assertThat(leaving.alive()).as("drains still").isTrue();
    leaving.kill();
  }
}

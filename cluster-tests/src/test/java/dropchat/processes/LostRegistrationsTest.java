package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The cluster forgets who listens where on the bus while everybody is alive and a member: what
 * vert-x3/vertx-hazelcast#109 and #141, and eclipse-vertx/vert.x#4394, come to, whatever the cause.
 */
class LostRegistrationsTest {

  private static final Duration AGAIN = Duration.ofSeconds(10);

  @RegisterExtension
  static final Members CLUSTER =
      Members.of(Members.MATCHMAKER, Members.MATCHMAKER, Members.SIGNALING, Members.SIGNALING);

  private final Member here = CLUSTER.node(0);
  private final Member there = CLUSTER.node(1);

  @Test
  void aNodeThatTheOthersCannotFindAnyMoreIsFoundAgain() {
    expectFoundAgain("node.");
  }

  @Test
  void soIsAMatchmaker() {
    expectFoundAgain("matchmaker.");
  }

  private void expectFoundAgain(String kind) {
    try (var onlooker = new Onlooker(CLUSTER)) {
      var before = onlooker.addresses();
      var lost = before.stream().filter(address -> address.startsWith(kind)).toList();
      assertThat(lost).hasSize(2);
      lost.forEach(onlooker::forget);
      assertThat(onlooker.addresses()).doesNotContainAnyElementsOf(lost);
      Until.holds("they are there again", AGAIN, () -> onlooker.addresses().equals(before));
      CLUSTER.pairAt(here, there).expectSignalsBothWays();
      assertThat(here.ready()).isTrue();
    }
  }
}

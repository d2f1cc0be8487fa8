package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every process in turn gets SIGTERM and is started anew, the oldest first: each time it is the one
 * that leads.
 */
class RollingRestartTest {

  private static final int RESTARTING = 1012;
  private static final Duration WAIT = Duration.ofSeconds(3);

  /** The drain time, and what it takes to close everything. */
  private static final Duration END = Duration.ofSeconds(10);

  @RegisterExtension
  static final Members CLUSTER =
      Members.of(Members.BOTH, Members.BOTH, Members.BOTH, Members.BOTH, Members.BOTH);

  @Test
  void aHundredWhoCycleNoticeNothingButDrainingReconnectsAndPeersLeftAndWhoTalksNotEvenThat() {
    restartAllUnder(100);
  }

  @Test
  @Tag("measure")
  void norDoFiveHundred() {
    restartAllUnder(500);
  }

  private static void restartAllUnder(int people) {
    var talking = eachTalksWithTheNext();
    var crowd = Crowd.of(people, CLUSTER.all());
    crowd.awaitEachMeets();
    crowd.forgetWaits(); // of a crowd that comes all at once, to processes that have just begun
    for (var member : CLUSTER.all()) {
      member.stop();
      assertThat(member.awaitEnd(END)).isZero();
      CLUSTER.revive(member);
      crowd.awaitEachMeets();
    }
    crowd.goHome();
    assertThat(talking).allSatisfy(RollingRestartTest::heardNothingButThatItsNodeGoes);
    System.out.println("rolling restart of five under " + people + ": " + crowd);
    assertThat(crowd.complaints()).isEmpty();
    assertThat(crowd.unanswered()).as("matched, and then nothing").isZero();
    assertThat(crowd.reconnects()).isPositive();
    assertThat(crowd.longestWait()).isLessThanOrEqualTo(WAIT);
    assertThat(CLUSTER.all().stream().flatMap(member -> member.log().lines()))
        .as("who leaves, leaves quietly")
        .noneMatch(RollingRestartTest::isAlarming);
  }

  /**
   * Of two neighbours in the list both ends, said to be connected: their nodes are done with them.
   */
  private static List<Guest> eachTalksWithTheNext() {
    var talking = new ArrayList<Guest>();
    var members = CLUSTER.all();
    for (int i = 0; i < members.size(); i++) {
      var pair = CLUSTER.pairAt(members.get(i), members.get((i + 1) % members.size()));
      pair.connected();
      talking.addAll(List.of(pair.ada(), pair.bob()));
    }
    return talking;
  }

  /** A connection that broke while members come and go is no reason for alarm. */
  private static boolean isAlarming(String line) {
    return line.contains(" SEVERE ") && !line.contains("ConnectionBase");
  }

  private static void heardNothingButThatItsNodeGoes(Guest guest) {
    assertThat(guest.unasked()).containsExactly("draining");
    assertThat(guest.closeCode()).isEqualTo(RESTARTING);
  }
}

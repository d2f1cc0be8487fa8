package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Members of another version of the bus messages, as there are during the change to one. Of such a
 * process only what it says of itself as a member is made here.
 */
class OtherVersionTest {

  @RegisterExtension static final Members CLUSTER = Members.tellingAll(Members.BOTH, Members.BOTH);

  @Test
  void theOldestMatchmakerOfTheOwnVersionLeadsHoweverOldOthersAre() {
    var older = CLUSTER.node(0);
    var younger = CLUSTER.node(1);
    younger.kill();
    try (var other = new Onlooker(CLUSTER)) {
      CLUSTER.revive(younger);
      older.kill(); // now the other is the oldest of all
      Until.holds("somebody leads", Member.START, younger::ready);
      CLUSTER.pairAt(younger, younger).expectSignalsBothWays();
      assertThat(other.addresses()).isNotEmpty();
    }
  }

  /** What Hazelcast tells any member: one address for each event loop, however many come. */
  @Test
  void clientsRegisterNothingOnTheBus() {
    try (var other = new Onlooker(CLUSTER)) {
      var before = other.addresses();
      assertThat(before).isNotEmpty();
      for (int i = 0; i < 100; i++) {
        CLUSTER.guestAt(CLUSTER.node(i % 2)).join();
      }
      assertThat(other.addresses()).isEqualTo(before);
    }
  }
}

package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Of processes that died nothing is left on the bus. Each of these is a complaint that others had
 * about a clustered event bus.
 */
class StaleSubscriptionsTest {

  @RegisterExtension
  static final Members CLUSTER =
      Members.tellingAll(Members.BOTH, Members.BOTH, Members.BOTH, Members.BOTH);

  /**
   * eclipse-vertx/vert.x#1737 and #3925: those killed, several at once too, stay in the list of
   * handlers for ever.
   */
  @Test
  void whenTwoAreKilledAtOnceTheOthersGoOnAsIfTheyHadNeverBeen() {
    var survivors = CLUSTER.all().subList(0, 2);
    CLUSTER.expectEachMeetsEachOther(CLUSTER.all());
    CLUSTER.killAtOnce(CLUSTER.all().subList(2, 4));
    CLUSTER.expectEachMeetsEachOther(survivors);
  }

  /**
   * vert-x3/vertx-hazelcast#196: the one that stays tells the new ones of addresses that are no
   * more.
   */
  @Test
  void whenAllButOneAreKilledAndStartedAnewEachReachesEachOther() {
    var killed = List.of(CLUSTER.node(0), CLUSTER.node(1), CLUSTER.node(3));
    CLUSTER.killAtOnce(killed);
    killed.forEach(CLUSTER::revive);
    CLUSTER.expectEachMeetsEachOther(CLUSTER.all());
  }

  /** vert-x3/vertx-hazelcast#141: the connection to a member that left is kept, and used. */
  @Test
  void whoComesBackAtTheSameAddressIsReachedByThoseWhoKnewItsPredecessor() {
    var one = CLUSTER.node(0);
    var other = CLUSTER.node(1);
    CLUSTER.pairAt(one, other).expectSignalsBothWays();
    other.kill();
    CLUSTER.revive(other);
    var pair = CLUSTER.pairAt(one, other);
    pair.expectSignalsBothWays();
    assertThat(pair.ada().matches()).as("matches until they met").hasSize(1);
  }
}

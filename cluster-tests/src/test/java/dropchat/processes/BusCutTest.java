package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Between the leader and the others the event bus is cut, as by a firewall that lets Hazelcast's
 * port pass: the failure detector finds nothing wrong.
 */
@EnabledIf("dropchat.processes.Wires#allowed")
class BusCutTest {

  private static final Duration UNHEARD = Duration.ofSeconds(6);

  /** After its people are with the next one: it waits longer for others than they for it. */
  private static final Duration END = Duration.ofSeconds(8);

  /** Exit code of a process that is of no use. */
  private static final int UNREACHABLE = 3;

  @RegisterExtension
  @Order(1)
  static final Wires WIRES = Wires.of(3);

  @RegisterExtension
  @Order(2)
  static final Members CLUSTER = Members.at(WIRES.hosts(), List.of());

  @Test
  void aLeaderThatHearsNobodyEndsAndTheNextOneLeads() {
    var leader = CLUSTER.leader();
    var ada = CLUSTER.guestAt(CLUSTER.node(1));
    var bob = CLUSTER.guestAt(CLUSTER.node(2));
    ada.join();
    // either of two members may have connected to the other's port
    WIRES.only(1, CLUSTER.all().stream().map(member -> member.clusterPort).toList());
    bob.join();
    long start = System.nanoTime();
    Until.holds("they meet", UNHEARD, () -> ada.hasMet() & bob.hasMet());
    System.out.println(
        "the leader's bus cut: next match after "
            + (System.nanoTime() - start) / 1_000_000
            + " ms");
    assertThat(leader.awaitEnd(END)).isEqualTo(UNREACHABLE);
    assertThat(CLUSTER.all().stream().filter(Member::alive)).hasSize(2);
  }
}

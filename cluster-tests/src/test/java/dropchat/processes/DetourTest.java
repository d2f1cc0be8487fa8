package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The leading matchmaker is not the oldest member, by whose word alone members are counted out: a
 * link between it and one node is cut for as long as it stays cut.
 */
@EnabledIf("dropchat.processes.Wires#allowed")
class DetourTest {

  /** Until the node knows that it is not answered, and all the others that it is not. */
  private static final Duration AGREED = Duration.ofSeconds(6);

  private static final Duration HEALED = Duration.ofSeconds(15);

  @RegisterExtension
  @Order(1)
  static final Wires WIRES = Wires.of(4);

  @RegisterExtension
  @Order(2)
  static final Members CLUSTER =
      Members.at(
          WIRES.hosts(),
          new Authority().options(),
          List.of(Members.SIGNALING, Members.MATCHMAKER, Members.MATCHMAKER, Members.SIGNALING));

  private final Member one = CLUSTER.node(0);
  private final Member other = CLUSTER.node(1);

  @Test
  void aNodeThatDoesNotReachTheLeaderAndOneThatDoesMeetUnderTheNext() {
    WIRES.cut(4, 2);
    var ada = CLUSTER.guestAt(one);
    var bob = CLUSTER.guestAt(other);
    long start = System.nanoTime();
    ada.join();
    bob.join();
    Until.holds("they meet", AGREED, () -> ada.hasMet() & bob.hasMet());
    System.out.println(
        "a node's link to the leader cut: met after "
            + (System.nanoTime() - start) / 1_000_000
            + " ms");
    assertThat(CLUSTER.all()).allMatch(Member::alive);
    WIRES.heal();
    Until.holds("all are ready", HEALED, () -> one.ready() && other.ready());
    CLUSTER.expectEachMeetsEachOther(List.of(one, other));
  }
}

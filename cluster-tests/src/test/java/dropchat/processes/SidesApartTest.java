package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two sides that started without each other, each with a secret of its own, become one cluster. */
@EnabledIf("dropchat.processes.Wires#allowed")
class SidesApartTest {

  private static final Duration MERGED = Duration.ofSeconds(30);

  @RegisterExtension
  @Order(1)
  static final Wires WIRES = Wires.split(2, List.of(1));

  @RegisterExtension
  @Order(2)
  static final Members CLUSTER = Members.at(WIRES.hosts(), new Authority().options());

  @Test
  void theSideThatJoinsTheOtherReadsTheTokensOfBoth() {
    var one = CLUSTER.node(0);
    var other = CLUSTER.node(1);
    var pairOfOne = CLUSTER.pairAt(one, one);
    var pairOfOther = CLUSTER.pairAt(other, other);
    var atOne = CLUSTER.guestAt(one);
    atOne.say("report", pairOfOther.tokenOfAda());
    assertThat(atOne.await("error").getString("code")).isEqualTo("bad-token");

    WIRES.heal();
    var ada = CLUSTER.guestAt(one);
    var bob = CLUSTER.guestAt(other);
    ada.join();
    bob.join();
    Until.holds("they meet", MERGED, () -> ada.hasMet() & bob.hasMet());

    var younger = CLUSTER.all().stream().filter(SidesApartTest::hasJoinedTheOther).toList();
    assertThat(younger).as("those who have joined the others").hasSize(1);
    var guest = CLUSTER.guestAt(younger.getFirst());
    for (var token : List.of(pairOfOne.tokenOfAda(), pairOfOther.tokenOfAda())) {
      Until.holds("the token is read", MERGED, () -> canRead(guest, token));
    }
  }

  private static boolean canRead(Guest guest, String token) {
    guest.say("report", token);
    Until.holds("an answer", MERGED, () -> guest.hasHeard("reported") || guest.hasHeard("error"));
    boolean read = guest.hasHeard("reported");
    guest.await(read ? "reported" : "error");
    return read;
  }

  private static boolean hasJoinedTheOther(Member member) {
    return member.log().contains("joined the other side of a split");
  }
}

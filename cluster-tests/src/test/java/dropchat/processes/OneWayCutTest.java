package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The oldest of four, who leads and by whose word the others are members, is heard but does not
 * hear, or hears but is not heard.
 */
@EnabledIf("dropchat.processes.Wires#allowed")
class OneWayCutTest {

  private static final Duration COUNTED_OUT = Duration.ofSeconds(6);
  private static final Duration CUT = Duration.ofSeconds(12);
  private static final Duration MERGED = Duration.ofSeconds(10);

  @RegisterExtension
  @Order(1)
  static final Wires WIRES = Wires.of(4);

  @RegisterExtension
  @Order(2)
  static final Members CLUSTER = Members.at(WIRES.hosts(), new Authority().options());

  private static final int OLDEST = 1;
  private static final List<Integer> OTHERS = List.of(2, 3, 4);

  /** Whoever was away is the youngest: the first is the oldest only in a new cluster. */
  @BeforeEach
  void beginAnew() {
    CLUSTER.end();
    CLUSTER.start();
  }

  @Test
  void whileTheOldestIsHeardByAllButDoesNotHearNobodyIsLeftOut() {
    expectNobodyLeftOut("deaf", () -> OTHERS.forEach(other -> WIRES.cut(other, OLDEST)));
  }

  @Test
  void whileTheOldestHearsAllButIsNotHeardNobodyIsLeftOut() {
    expectNobodyLeftOut("mute", () -> OTHERS.forEach(other -> WIRES.cut(OLDEST, other)));
  }

  @Test
  void whileTheOldestDoesNotHearOneNobodyIsLeftOut() {
    expectNobodyLeftOut("deaf to one", () -> WIRES.cut(4, OLDEST));
  }

  @Test
  void whileTheOldestIsNotHeardByOneNobodyIsLeftOut() {
    expectNobodyLeftOut("mute to one", () -> WIRES.cut(OLDEST, 4));
  }

  private static void expectNobodyLeftOut(String what, Runnable cut) {
    var crowd = Crowd.of(16, CLUSTER.all());
    try {
      crowd.awaitEachMeets();
      cut.run();
      long healAt = System.nanoTime() + CUT.toNanos();
      while (System.nanoTime() < healAt) {
        crowd.awaitEachMeets();
      }
      crowd.forgetPassages();
      WIRES.heal();
      for (var other : CLUSTER.all().subList(1, 4)) {
        Until.holds("both meet", MERGED, () -> crowd.hasMeetings(CLUSTER.all().getFirst(), other));
      }
    } finally {
      crowd.goHome();
      System.out.println("the oldest " + what + ": " + crowd);
    }
    assertThat(crowd.complaints()).isEmpty();
    assertThat(crowd.longestWait()).isLessThanOrEqualTo(COUNTED_OUT);
    CLUSTER.expectEachMeetsEachOther(CLUSTER.all());
  }
}

package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process is paused, as by a stop signal, or a machine that has no time for it. */
class PauseTest {

  private static final Duration BEARABLE = Duration.ofMillis(2_500);
  private static final Duration TOO_LONG = Duration.ofSeconds(10);
  private static final Duration HANGS = Duration.ofSeconds(40);

  /** As long as it takes to count it out, and one second. */
  private static final Duration WAIT = Duration.ofSeconds(6);

  private static final Duration BACK = Duration.ofSeconds(10);
  private static final Duration END = Duration.ofSeconds(3);

  /** Exit code of a process that notices that it was paused. */
  private static final int PAUSED = 3;

  @RegisterExtension
  static final Members CLUSTER = Members.of(Members.BOTH, Members.BOTH, Members.BOTH);

  private final Member paused = CLUSTER.leader();
  private final Member other = CLUSTER.node(1);

  @Test
  void afterAlmostTooLongItIsStillOneOfThem() {
    paused.freeze();
    Until.hasPassed(BEARABLE);
    paused.thaw();
    var ada = CLUSTER.guestAt(paused);
    var bob = CLUSTER.guestAt(other);
    ada.join();
    bob.join();
    Until.holds("they meet across", BACK, () -> ada.hasMet() & bob.hasMet());
    assertThat(paused.alive()).isTrue();
  }

  @Test
  void afterTooLongItEndsItsClientsAreClosedAndStartedAnewItIsReached() {
    var pairing = CLUSTER.pairAt(paused, other);
    var waiting = CLUSTER.guestAt(paused);
    waiting.joinSpeaking("qz");
    paused.freeze();
    Until.hasPassed(TOO_LONG);
    assertThat(pairing.bob().hasHeard("peer-left")).isTrue();
    paused.thaw();
    expectItEndsAndKnowsWhy();
    Until.holds("closed", END, () -> pairing.ada().isClosed() && waiting.isClosed());
    CLUSTER.dismissGuests();
    CLUSTER.revive(paused);
    CLUSTER.expectEachMeetsEachOther(CLUSTER.all());
  }

  /**
   * Long after it was counted out the others still try to reach it: that must cost none of them
   * another one.
   */
  @Test
  void whileItHangsForFortySecondsTheOthersGoOnAmongThemselves() {
    var others = List.of(other, CLUSTER.node(2));
    var crowd = Crowd.of(30, others);
    crowd.awaitEachMeets();
    long end = System.nanoTime() + HANGS.toNanos();
    paused.freeze();
    while (System.nanoTime() < end) {
      crowd.awaitEachMeets();
    }
    crowd.goHome();
    System.out.println("SIGSTOP of the leader for " + HANGS.toSeconds() + " s: " + crowd);
    assertThat(crowd.complaints()).isEmpty();
    assertThat(crowd.unanswered()).as("matched, and then nothing").isZero();
    assertThat(crowd.longestWait()).isLessThanOrEqualTo(WAIT);
    assertThat(others).allMatch(Member::ready).noneMatch(PauseTest::wasApart);
    paused.thaw();
    expectItEndsAndKnowsWhy();
  }

  /** It did not hear the others either, and must not take that for a fault of the bus. */
  private void expectItEndsAndKnowsWhy() {
    assertThat(paused.awaitEnd(END)).isEqualTo(PAUSED);
    assertThat(paused.log()).contains("was paused for too long").doesNotContain("is heard");
  }

  private static boolean wasApart(Member member) {
    return member.log().contains("joined the other side of a split");
  }
}

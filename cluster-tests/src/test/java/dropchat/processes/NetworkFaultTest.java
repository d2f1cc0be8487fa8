package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Four processes on hosts of their own, the bus under mutual TLS, and faults of the wires between
 * them.
 */
@EnabledIf("dropchat.processes.Wires#allowed")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NetworkFaultTest {

  private static final Duration COUNTED_OUT = Duration.ofSeconds(6);
  private static final Duration CUT = Duration.ofSeconds(12);
  private static final Duration MERGED = Duration.ofSeconds(10);

  /** Twice as long as one attempt takes: over such wires Hazelcast's first one may fail. */
  private static final Duration FAR_MERGED = Duration.ofSeconds(40);

  private static final Duration SPLIT = Duration.ofSeconds(30);

  @RegisterExtension
  @Order(1)
  static final Wires WIRES = Wires.of(4);

  @RegisterExtension
  @Order(2)
  static final Members CLUSTER = Members.at(WIRES.hosts(), new Authority().options());

  private final List<Member> hosts = CLUSTER.all();

  /**
   * eclipse-vertx/vert.x#4394, vert-x3/vertx-hazelcast#109 and #164: whoever was away for a moment
   * comes back with another identity, and what it had subscribed to is lost for ever.
   */
  @Test
  @Order(1)
  void whenTheLeadersCableIsPulledTheOthersGoOnWithinSixSecondsAndItComesBackAsItWas() {
    var cut = CLUSTER.pairAt(hosts.get(1), hosts.get(0));
    var took =
        NextMatch.after(
            () -> WIRES.split(List.of(1)),
            CLUSTER.guestAt(hosts.get(2)),
            CLUSTER.guestAt(hosts.get(3)));
    System.out.println("leader unplugged: next match after " + took.toMillis() + " ms");
    assertThat(took).isLessThanOrEqualTo(COUNTED_OUT);
    cut.ada().await("peer-left", COUNTED_OUT);
    cut.bob().await("peer-left", COUNTED_OUT);
    var apart = CLUSTER.pairAt(hosts.get(0), hosts.get(0));
    var others = CLUSTER.pairAt(hosts.get(2), hosts.get(3));
    var nuisanceApart = CLUSTER.nuisanceAt(hosts.get(0));
    var nuisanceOfOthers = CLUSTER.nuisanceAt(hosts.get(1));

    expectCrossing("leader plugged in", hosts.get(0), hosts.get(1));
    expectRead(hosts.get(1), apart.tokenOfAda());
    expectRead(hosts.get(0), others.tokenOfAda());
    Until.holds("cooled down", MERGED, () -> CLUSTER.coolsDown(nuisanceApart, hosts.get(1)));
    Until.holds("cooled down", MERGED, () -> CLUSTER.coolsDown(nuisanceOfOthers, hosts.get(0)));
    CLUSTER.dismissGuests();
    CLUSTER.expectEachMeetsEachOther(CLUSTER.all());
  }

  /**
   * Between two that are not the oldest: that one, which counts the others out, is 2 since 1 was
   * away. It hears both, and so both stay: their people must meet others all the same.
   */
  @Test
  @Order(2)
  void whileOneWayIsCutNobodyIsLeftOut() {
    var crowd = Crowd.of(60, CLUSTER.all());
    try {
      crowd.awaitEachMeets();
      crowd.forgetWaits();
      WIRES.cut(3, 4);
      long healAt = System.nanoTime() + CUT.toNanos();
      while (System.nanoTime() < healAt) {
        crowd.awaitEachMeets();
      }
      WIRES.heal();
      Until.holds("both ends meet", MERGED, () -> crowd.hasMeetings(hosts.get(2), hosts.get(3)));
    } finally {
      crowd.goHome();
    }
    System.out.println("one way cut: " + crowd);
    assertThat(crowd.complaints()).isEmpty();
    assertThat(crowd.longestWait()).isLessThanOrEqualTo(COUNTED_OUT);
  }

  @Test
  @Order(3)
  void overBadWiresNobodyIsCountedOutAndSignalsArriveInOrder() {
    var pair = CLUSTER.pairAt(hosts.get(0), hosts.get(3));
    WIRES.lag(200, 5);
    var sent = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
    sent.forEach(pair.ada()::signal);
    assertThat(pair.bob().awaitSignals(sent.size())).isEqualTo(sent);
    var crowd = Crowd.of(16, CLUSTER.all());
    crowd.awaitEachMeets();
    crowd.awaitEachMeets();
    crowd.goHome();
    System.out.println("200 ms, 5 % lost: " + crowd);
    assertThat(crowd.complaints()).isEmpty();
    assertThat(pair.ada().unasked()).isEmpty();
    assertThat(pair.bob().unasked()).isEmpty();
  }

  @Test
  @Order(4)
  void splitInHalvesBothGoOnAndHealedPairsCrossWithinTenSeconds() {
    var crowd = Crowd.of(16, CLUSTER.all());
    crowd.awaitEachMeets();
    WIRES.split(List.of(1, 2));
    long healAt = System.nanoTime() + SPLIT.toNanos();
    Until.hasPassed(COUNTED_OUT.plus(Passerby.PATIENCE));
    int ghosts = crowd.unanswered();
    while (System.nanoTime() < healAt) {
      crowd.awaitEachMeets();
    }
    assertThat(crowd.unanswered()).as("matched within a half, and then nothing").isEqualTo(ghosts);
    crowd.forgetPassages();
    WIRES.heal();
    long start = System.nanoTime();
    Until.holds(
        "a pair crosses",
        MERGED,
        () ->
            hosts.subList(0, 2).stream()
                .anyMatch(
                    one ->
                        hosts.subList(2, 4).stream()
                            .anyMatch(other -> crowd.hasMeetings(one, other))));
    System.out.println(
        "split healed: a pair crosses after " + (System.nanoTime() - start) / 1_000_000 + " ms");
    crowd.awaitEachMeets();
    crowd.goHome();
    System.out.println("split in halves: " + crowd);
    assertThat(crowd.complaints()).isEmpty();
    CLUSTER.expectEachMeetsEachOther(CLUSTER.all());
  }

  /** Whoever looks for the other side must wait for as long as its answer takes. */
  @Test
  @Order(5)
  void splitOverWiresOfTwoHundredMillisecondsHealedPairsCross() {
    WIRES.lag(200, 0);
    WIRES.split(List.of(1, 2));
    Until.hasPassed(COUNTED_OUT);
    var one = CLUSTER.guestAt(hosts.get(1));
    var other = CLUSTER.guestAt(hosts.get(3));
    one.join();
    other.join();
    WIRES.mend();
    long start = System.nanoTime();
    Until.holds("they meet", FAR_MERGED, () -> one.hasMet() & other.hasMet());
    System.out.println(
        "split over 200 ms: a pair crosses after "
            + (System.nanoTime() - start) / 1_000_000
            + " ms");
  }

  private static void expectRead(Member at, String token) {
    var anybody = CLUSTER.guestAt(at);
    anybody.say("report", token);
    anybody.await("reported");
  }

  /** Two who wait, each on its side, meet soon after the wires are whole. */
  private static void expectCrossing(String what, Member one, Member other) {
    var ada = CLUSTER.guestAt(one);
    var bob = CLUSTER.guestAt(other);
    ada.join();
    bob.join();
    WIRES.heal();
    long start = System.nanoTime();
    Until.holds("they meet", MERGED, () -> ada.hasMet() & bob.hasMet());
    System.out.println(
        what + ": a pair crosses after " + (System.nanoTime() - start) / 1_000_000 + " ms");
  }
}

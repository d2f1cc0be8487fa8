package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks through the memory of two nodes and their matchmaker for what would lead from one peer to
 * the other.
 */
class ForgettingTest {

  /**
   * Whatever names a seat in the line, or on its way; and what was wished.
   */
  private static final Pattern NAMING =
      Pattern.compile(
          "dropchat\\.cluster\\.(Peer|Profile|Shared|Batch|BusMessage\\$.*)"
              + "|dropchat\\.matchmaker\\.line\\.Waiting"
              + "|dropchat\\.signaling\\.session\\.Token"
              + "|dropchat\\.signaling\\.wire\\.(ClientMessage|ServerMessage)\\$.*");

  private static final String SEAT = "dropchat.cluster.Seat";
  private static final String SESSION = "dropchat.signaling.session.Session";
  private static final Pattern OURS = Pattern.compile("dropchat\\..*");
  private static final Pattern SOCKET = Pattern.compile("dropchat\\..*\\.Connection");
  private static final Pattern ANY = Pattern.compile(".*");

  /** More than a JVM makes of anything by itself while it is looked into: about a hundred. */
  private static final int MANY = 150;

  /** What nodes and matchmakers tell each other every two seconds is gone within one pass. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(3);

  private static final Duration FORGOTTEN = Duration.ofSeconds(20);

  private static final String INTEREST = "canary of an interest";
  private static final String SIGNAL = "canary-of-a-sealed-signal";

  @RegisterExtension
  static final Members CLUSTER =
      Members.with(
          List.of(HeapDump.ATTACHABLE), Members.MATCHMAKER, Members.SIGNALING, Members.SIGNALING);

  @TempDir Path folder;

  @Test
  void whileTheyPairTheyCanBeFound() throws Exception {
    paired();
    var heap = HeapDump.of(CLUSTER.node(0), folder);
    assertThat(heap.count(SEAT)).isGreaterThan(heap.count(SESSION));
  }

  @Test
  void afterBothConnectedNoProcessHoldsWhatLeadsFromOneToTheOther() throws Exception {
    var pair = paired();
    pair.connected();
    for (var member : CLUSTER.all()) {
      Until.holds(
          "nothing but an announcement under way",
          UNDER_WAY,
          () -> objects(member, NAMING).isEmpty());
      var heap = HeapDump.of(member, folder);
      assertThat(heap.count(SEAT)).as("seats, each session's own").isEqualTo(heap.count(SESSION));
      assertThat(List.of(INTEREST, SIGNAL, pair.tokenOfAda(), pair.tokenOfBob()))
          .noneMatch(heap::holds);
      int objects = heap.objects(ANY).values().stream().mapToInt(Integer::intValue).sum();
      System.out.printf("found: none among %d objects of one process%n", objects);
    }
  }

  /** Whatever it is called, and wherever it would be kept. */
  @Test
  void ofTwoWhoMetAndConnectedNoMoreObjectsAreLeftThanOfTwoWhoNeverDid() throws Exception {
    paired().connected(); // what is made once, by the first, is there now
    CLUSTER.dismissGuests();
    for (int node = 0; node < 2; node++) {
      var guest = CLUSTER.guestAt(CLUSTER.node(node));
      guest.say("connected");
      guest.expectHandled();
    }
    var ofStrangers = objects(OURS);
    CLUSTER.dismissGuests();
    paired().connected();
    Until.holds("as few objects", FORGOTTEN, () -> objects(OURS).equals(ofStrangers));
  }

  /** Of whatever library: numbers in a map, bytes in a buffer. Some of those come and go anyhow. */
  @Test
  void ofManyWhoMetAndConnectedNothingIsLeftInTheirNumber() {
    meet(MANY); // what is made once, or kept for later use, is there now
    CLUSTER.dismissGuests();
    for (int i = 0; i < 2 * MANY; i++) {
      var guest = CLUSTER.guestAt(CLUSTER.node(i % 2));
      guest.say("connected");
      guest.expectHandled();
    }
    Until.holds("nobody else is there", FORGOTTEN, () -> sockets().equals(List.of(0, MANY, MANY)));
    var ofStrangers = objects(ANY);
    CLUSTER.dismissGuests();
    meet(MANY);
    Until.holds(
        "nothing is left", FORGOTTEN, () -> grownBy(MANY, ofStrangers, objects(ANY)).isEmpty());
  }

  private static void meet(int pairs) {
    for (int i = 0; i < pairs; i++) {
      paired().connected();
    }
  }

  private List<Integer> sockets() {
    return objects(SOCKET).stream()
        .map(ofMember -> ofMember.values().stream().mapToInt(Integer::intValue).sum())
        .toList();
  }

  /** Whatever there is so many more of, in any process. */
  private static List<String> grownBy(
      int count, List<Map<String, Integer>> before, List<Map<String, Integer>> after) {
    var grown = new ArrayList<String>();
    for (int i = 0; i < before.size(); i++) {
      var then = before.get(i);
      after
          .get(i)
          .forEach(
              (type, now) -> {
                int more = now - then.getOrDefault(type, 0);
                if (more >= count) {
                  grown.add(more + " " + type);
                }
              });
    }
    return grown;
  }

  /** Of each process, by kind. */
  private List<Map<String, Integer>> objects(Pattern name) {
    return CLUSTER.all().stream().map(member -> objects(member, name)).toList();
  }

  private Map<String, Integer> objects(Member member, Pattern name) {
    try {
      return HeapDump.of(member, folder).objects(name);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Pair paired() {
    var pair = CLUSTER.pairLiking(INTEREST);
    pair.ada().signal(SIGNAL);
    pair.bob().awaitSignal(SIGNAL);
    pair.bob().signal(SIGNAL);
    pair.ada().awaitSignal(SIGNAL);
    return pair;
  }
}

package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
   * Whatever names a seat: of a session's partner, in the line, on its way; and what was wished.
   */
  private static final Pattern NAMING =
      Pattern.compile(
          "dropchat\\.cluster\\.(Seat|Peer|Profile|Shared|Batch|BusMessage\\$.*)"
              + "|dropchat\\.matchmaker\\.line\\.Waiting"
              + "|dropchat\\.signaling\\.session\\.Token"
              + "|dropchat\\.signaling\\.wire\\.(ClientMessage|ServerMessage)\\$.*");

  private static final Pattern OURS = Pattern.compile("dropchat\\..*");
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
    assertThat(HeapDump.of(CLUSTER.node(0), folder).objects(NAMING))
        .containsKey("dropchat.cluster.Seat");
  }

  @Test
  void afterBothConnectedNoProcessHoldsWhatLeadsFromOneToTheOther() throws Exception {
    var pair = paired();
    pair.connected();
    for (var member : CLUSTER.all()) {
      var heap = HeapDump.of(member, folder);
      assertThat(heap.objects(NAMING)).isEmpty();
      assertThat(List.of(INTEREST, SIGNAL, pair.tokenOfAda(), pair.tokenOfBob()))
          .noneMatch(heap::holds);
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
    var ofStrangers = objects();
    CLUSTER.dismissGuests();
    paired().connected();
    Until.holds("as few objects", FORGOTTEN, () -> objects().equals(ofStrangers));
  }

  /** Of each process, by kind. */
  private List<Map<String, Integer>> objects() {
    return CLUSTER.all().stream().map(this::objects).toList();
  }

  private Map<String, Integer> objects(Member member) {
    try {
      return HeapDump.of(member, folder).objects(OURS);
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

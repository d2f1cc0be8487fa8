package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What nobody refers to any more is not gone before its place is used again: on the heap when that
 * fills up anew, elsewhere when a buffer of that size is needed. So all memory of two nodes, one of
 * which leads as the matchmaker, is searched while other people have their talks.
 */
class WholeMemoryTest {

  /** Of other talks, {@link OtherTalks#COUNT} each. A fraction of it is enough. */
  private static final int ROUNDS = 12;

  @RegisterExtension
  static final Members CLUSTER =
      Members.with(
          List.of(
              HeapDump.ATTACHABLE,
              "-Xmn4m", // else it takes longer to fill, by as many times as it is larger
              "--limits-controls-per-second=1000000",
              "--limits-control-burst=1000000",
              "--limits-signals-per-second=1000000",
              "--limits-signal-burst=1000000",
              "--limits-signal-bytes-per-second=1000000000",
              "--limits-signal-bytes-burst=1000000000"),
          Members.BOTH,
          Members.BOTH);

  @Test
  void otherTalksOverwriteAllThatIsLeftOfOne() throws Exception {
    var traces = Traces.ofTwoMeeting(CLUSTER);
    assertThat(traces.found()).as("while they pair").containsAll(traces.expected());
    traces.connected();
    var left = left(0, traces);
    assertThat(left).as("right after").isNotEmpty();
    for (int round = 1; !left.isEmpty(); round++) {
      assertThat(round).as("rounds, after which is left: %s", left).isLessThanOrEqualTo(ROUNDS);
      OtherTalks.at(CLUSTER);
      left = left(round * OtherTalks.COUNT, traces);
    }
  }

  private static Set<String> left(int talks, Traces traces) throws Exception {
    for (var member : CLUSTER.all()) {
      HeapDump.collect(member);
    }
    var left = traces.found();
    System.out.printf(
        "found: %d traces of a talk after %d others%s%n",
        left.size(), talks, left.isEmpty() || left.size() > 3 ? "" : " " + left);
    return left;
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A cooldown ends; here after 2 s. */
@AgainstNode({Settings.COOLDOWN, "2s"})
class CooldownTest {

  @Test
  void aCooldownCountsDownAndEndsAndOldReportersStartNoOther(Node node) {
    var bad = node.peer();
    var meetings = new ArrayList<Pair>();
    for (var i = 0; i < 3; i++) {
      meetings.add(ReportTest.meet(node.peer(), bad));
    }
    meetings.forEach(CooldownTest::report);
    bad.say("join");
    assertThat(bad.expect("cooldown").get("seconds").asDouble()).isBetween(0.1, 2.0);
    expectEnd(bad);

    meetings.forEach(CooldownTest::report);
    bad.say("leave");
    bad.join();
  }

  private static void report(Pair met) {
    met.ada().report(met.tokenOfBob());
    met.ada().expect("reported");
  }

  private static void expectEnd(Peer bad) {
    Until.holds(
        "the end of the cooldown",
        Duration.ofSeconds(5),
        () -> {
          bad.say("join");
          var answer = bad.wire().next(Peer.PATIENCE).orElseThrow();
          return answer.text().contains("\"waiting\"");
        });
  }
}

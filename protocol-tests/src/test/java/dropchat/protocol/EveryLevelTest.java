package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Even one who has everything printed that anybody in the process says learns nothing of its clients. */
class EveryLevelTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingPersonalIsInAnyLineOfAnyLevelNorInAnyMetric(boolean cluster) throws InterruptedException {
    var options = Evening.options(cluster, "--log", "all");
    try (var node = Node.start(options)) {
      Evening.at(node);
      if (cluster) {
        aTalkAcross(node, options);
      }
      Evening.isNotOver(node);
      var metrics = new String(Http.get(node.managementPort(), "/metrics").body(), StandardCharsets.UTF_8);
      node.terminate();
      assertThat(node.process().waitFor(10, TimeUnit.SECONDS)).as("ends").isTrue();

      assertThat(node.log()).as("every level was printed").contains(" FINE ", " FINEST ");
      expectNothingPersonal(node.log());
      expectNothingPersonal(metrics);
      System.out.printf(
          "found: nobody in %d lines of log and %d of metrics%n", node.log().lines().count(), metrics.lines().count());
    }
  }

  private static void aTalkAcross(Node node, String[] options) {
    try (var other = Node.start(Evening.optionsOfSecond(options, "--log", "all"))) {
      Evening.between(node, other);
      expectNothingPersonal(other.log());
    }
  }

  private static void expectNothingPersonal(String printed) {
    Discretion.isKept(printed);
    assertThat(printed).doesNotContainIgnoringCase(Upgrade.AGENT, "203.0.113.99", Evening.ABROAD)
        .doesNotContainPattern("\\b" + Evening.COUNTRY + "\\b");
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Even one who has everything printed that anybody in the process says learns nothing of its clients. */
class EveryLevelTest {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingPersonalIsInAnyLineOfAnyLevelNorInAnyMetric(boolean cluster) throws InterruptedException {
    try (var node = Node.start(Evening.options(cluster, "--log", "all"))) {
      Evening.at(node);
      var metrics = new String(Http.get(node.managementPort(), "/metrics").body(), StandardCharsets.UTF_8);
      node.terminate();
      assertThat(node.process().waitFor(10, TimeUnit.SECONDS)).as("ends").isTrue();

      assertThat(node.log()).as("every level was printed").contains(" FINE ", " FINEST ");
      for (var printed : List.of(node.log(), metrics)) {
        Discretion.isKept(printed);
        assertThat(printed).doesNotContainIgnoringCase(Upgrade.AGENT, "203.0.113.99", Evening.ABROAD)
            .doesNotContainPattern("\\b" + Evening.COUNTRY + "\\b");
      }
    }
  }
}

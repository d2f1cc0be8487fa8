package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AgainstNode
class ManagementTest {

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
  void eachIsOnTheManagementPortOnly(String path, Node node) {
    assertThat(Http.get(node.managementPort(), path).statusCode()).isEqualTo(200);
    assertThat(Http.get(node.port(), path).statusCode()).isEqualTo(404);
  }

  @Test
  void thePageAndTheSocketAreNotOnTheManagementPort(Node node) {
    assertThat(Http.get(node.managementPort(), "/").statusCode()).isEqualTo(404);
    assertThat(Http.get(node.managementPort(), "/signal").statusCode()).isEqualTo(404);
  }

  @Test
  void metricsCount(Node node) {
    var before = metrics(node);
    for (var i = 0; i < 5; i++) {
      Pair.on(node).expectSignalsBothWays();
      node.dismiss();
    }

    assertThat(before).contains("# TYPE dropchat_");
    assertThat(metrics(node)).isNotEqualTo(before);
  }

  @Test
  void countsAreToldInStepsOfEight(Node node) {
    Pair.on(node).expectSignalsBothWays();

    assertThat(metrics(node).lines().filter(line -> line.startsWith("dropchat_")))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(valueOf(line) % 8).isZero());
  }

  private static double valueOf(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void metricsHoldNothingOfAnybody(Node node) {
    var ada = node.peer();
    ada.join(
        Map.of("languages", List.of("qzx"), "interests", List.of("canary"), "commit", "canary"));
    Pair.with(ada, node.peer(), Map.of()).expectSignalsBothWays();

    Discretion.holds(metrics(node));
    assertThat(metrics(node)).doesNotContain("qzx", Upgrade.AGENT, "127.");
  }

  private static String metrics(Node node) {
    var answer = Http.get(node.managementPort(), "/metrics");
    assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator reads of a start whose settings are allowed. */
class StartTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--management-port", "--cluster-port"})
  void aPortThatIsTakenIsNamedWithItsSettingInOneLine(String option) throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var taken = "" + other.getLocalPort();
      var arguments = new ArrayList<>(List.of("--join", "127.0.0.1:" + Node.freePort()));
      for (var port : List.of("--port", "--management-port", "--cluster-port")) {
        arguments.addAll(List.of(port, port.equals(option) ? taken : "" + Node.freePort()));
      }
      var process = Node.launch(Map.of(), arguments);
      try {
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).as("ends").isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(process.inputReader().lines()).singleElement().asString().contains("cannot start: " + option + " " + taken + " at ");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void whatKeepsPeopleApartIsSaid() {
    var apart = "neither --ice-stun-urls nor --ice-turn-urls";
    assertThat(saidUntilReady()).contains(apart);
    assertThat(saidUntilReady("--ice-stun-urls", "stun:turn.example:3478")).doesNotContain(apart);
  }

  private static String saidUntilReady(String... options) {
    try (var node = Node.start(options)) {
      Until.holds("it says that it is ready", SOON, () -> node.log().contains("ready at"));
      return node.log();
    }
  }
}

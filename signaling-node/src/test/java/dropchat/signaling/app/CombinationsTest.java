package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationsTest {

  private static Settings settings(String line) throws InvalidSettingException {
    return Settings.read(line.isEmpty() ? new String[0] : line.split(" "), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--roles matchmaker",
        "--roles signaling,signaling",
        "--cluster-tls-key pom.xml",
        "--cluster-tls-key pom.xml --cluster-tls-authority pom.xml",
        "--match-anybody-after 1s",
        "--ice-turn-urls turn:turn.example",
        "--ice-turn-secret s",
        "--ice-relay required",
        "--reports-longest-cooldown 4m",
        "--reports-longest-cooldown 25h",
        "--reports-within 25h",
        "--port 8383 --management-port 8383",
        "--join a:1 --port 5701",
        "--join a:1 --management-port 7000 --cluster-port 7000",
      })
  void whatIsNotAllowedTogetherIsNamedWithWhatIs(String line) throws Exception {
    var settings = settings(line);
    assertThatThrownBy(() -> Combinations.check(settings))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageMatching("--[a-z-]+: not allowed; allowed: .+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--roles matchmaker --join 127.0.0.1:5701",
        "--roles matchmaker --join 127.0.0.1:5701 --management-port 8080",
        "--match-language-only-after 0ms --match-anybody-after 0ms",
        "--reports-cooldown 24h --reports-longest-cooldown 24h --reports-within 24h",
        "--ice-turn-urls turn:turn.example --ice-turn-secret s --ice-relay required",
      })
  void theOthersAre(String line) throws Exception {
    Combinations.check(settings(line));
  }

  @Test
  void theBusLeavesPrivateNetworksOnlyUnderTls() throws Exception {
    var bare = "--join a:1 --cluster-host 8.8.8.8";
    var inTheClear = new Arrangement(settings(bare));
    assertThatThrownBy(() -> inTheClear.join(1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("--cluster-host: not allowed; allowed: ");

    var pem = "pom.xml"; // any file that can be read
    var tls =
        " --cluster-tls-certificate %s --cluster-tls-key %s --cluster-tls-authority %s"
            .formatted(pem, pem, pem);
    assertThat(new Arrangement(settings(bare + tls)).join(1).host()).isEqualTo("8.8.8.8");
    var declared = bare + " --cluster-private-networks 8.8.8.0/24";
    assertThat(new Arrangement(settings(declared)).join(1).host()).isEqualTo("8.8.8.8");
  }
}

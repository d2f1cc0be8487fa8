package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private static final Map<String, String> NO_VARIABLES = Map.of();

  @TempDir Path folder;

  @Test
  void theCommandLineWinsOverTheEnvironmentOverTheFileOverTheDefault() throws Exception {
    var file = file("port: 1\nmanagement: { port: 1 }\ncluster: { port: 1 }\n");
    var variables = Map.of("DROPCHAT_PORT", "2", "DROPCHAT_CLUSTER_PORT", "2");
    var settings = Settings.read(new String[] {"--config", file, "--port", "3"}, variables);
    assertThat(settings.get(Setting.PORT)).isEqualTo(3);
    assertThat(settings.get(Setting.CLUSTER_PORT)).isEqualTo(2);
    assertThat(settings.get(Setting.MANAGEMENT_PORT)).isEqualTo(1);
    assertThat(settings.get(Setting.HOST)).isEqualTo("127.0.0.1");
  }

  @Test
  void theFileInConfigSaysEveryDefault() throws Exception {
    var defaults = Settings.read(new String[0], NO_VARIABLES);
    var documented =
        Settings.read(new String[] {"--config", "../config/dropchat.yaml"}, NO_VARIABLES);
    var text = Files.readString(Path.of("../config/dropchat.yaml"));
    for (var setting : Setting.ALL) {
      assertThat((Object) documented.get(setting)).isEqualTo(defaults.get(setting));
      var lastPart = setting.name().substring(setting.name().lastIndexOf('.') + 1);
      assertThat(text).containsPattern("(?m)^ *" + lastPart + ":");
    }
  }

  @Test
  void listsAreWrittenWithCommasOrInYaml() throws Exception {
    var line = Settings.read(new String[] {"--ice-stun-urls", "stun:a:1, stun:b:2"}, NO_VARIABLES);
    var yaml =
        Settings.read(
            new String[] {"--config", file("ice: { stun-urls: ['stun:a:1', 'stun:b:2'] }")},
            NO_VARIABLES);
    assertThat(line.get(Setting.STUN_URLS)).isEqualTo(List.of("stun:a:1", "stun:b:2"));
    assertThat(yaml.get(Setting.STUN_URLS)).isEqualTo(List.of("stun:a:1", "stun:b:2"));
  }

  @Test
  void durationsHaveUnits() throws Exception {
    var settings =
        Settings.read(new String[] {"--drain", "1500ms", "--limits-idle", "2h"}, NO_VARIABLES);
    assertThat(settings.get(Setting.DRAIN)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(settings.get(Setting.IDLE)).isEqualTo(Duration.ofHours(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "--port 65536",
        "--port 0",
        "--limits-signal-burst 1000000001",
        "--port eighty",
        "--drain 10",
        "--drain 1d",
        "--roles admin",
        "--ice-relay maybe",
        "--trusted-proxies 10.0.0.0",
        "--trusted-proxies localhost/8",
        "--allowed-origins chat.example",
        "--limits-sockets 0",
        "--ice-turn-urls http://x"
      })
  void aValueThatIsNotAllowedIsNamedWithWhatIs(String option, String value) {
    assertThatThrownBy(() -> Settings.read(new String[] {option, value}, NO_VARIABLES))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith(option + ": ")
        .hasMessageContaining("allowed: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void theMessageNamesTheSpellingThatWasUsed() throws IOException {
    assertThatThrownBy(() -> Settings.read(new String[0], Map.of("DROPCHAT_PORT", "x")))
        .hasMessageStartingWith("DROPCHAT_PORT: ");
    var file = file("cluster: { port: x }");
    assertThatThrownBy(() -> Settings.read(new String[] {"--config", file}, NO_VARIABLES))
        .hasMessageStartingWith("cluster.port: ");
  }

  @Test
  void anUnknownNameIsNamedInEverySpelling() throws IOException {
    assertThatThrownBy(() -> Settings.read(new String[] {"--color", "red"}, NO_VARIABLES))
        .hasMessageStartingWith("--color: unknown");
    assertThatThrownBy(() -> Settings.read(new String[0], Map.of("DROPCHAT_COLOR", "red")))
        .hasMessageStartingWith("DROPCHAT_COLOR: unknown");
    var file = file("cluster: { color: red }");
    assertThatThrownBy(() -> Settings.read(new String[] {"--config", file}, NO_VARIABLES))
        .hasMessageStartingWith("cluster.color: unknown");
    var section = file("match: 5");
    assertThatThrownBy(() -> Settings.read(new String[] {"--config", section}, NO_VARIABLES))
        .hasMessageStartingWith("match: names settings, and is none");
  }

  @Test
  void aFileThatCannotBeReadStopsTheStart() throws IOException {
    assertThatThrownBy(
            () -> Settings.read(new String[] {"--config", "/nowhere.yaml"}, NO_VARIABLES))
        .hasMessageStartingWith("--config: ");
    var file = file("a: [");
    assertThatThrownBy(() -> Settings.read(new String[] {"--config", file}, NO_VARIABLES))
        .hasMessageStartingWith("--config: ");
  }

  @Test
  void aSecretIsInNoMessage() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    new String[] {"--ice-turn-secret=s3cret", "--port", "s3cret"}, NO_VARIABLES))
        .message()
        .doesNotContain("s3cret");
    for (var words :
        List.of(
            List.of("--ice-turn-secert=s3cret"),
            List.of("--ice-turn-secert", "s3cret"),
            List.of("--ice-turn-secert:s3cret"),
            List.of("--ice-turn-secert\ns3cret"),
            List.of("--ice-turn-secret", "my", "s3cret"),
            List.of("--ice-turn-secret=", "-s3cret"),
            List.of("--", "s3cret"))) {
      assertThatThrownBy(() -> Settings.read(words.toArray(String[]::new), NO_VARIABLES))
          .message()
          .doesNotContain("s3cret", "\n")
          .endsWith("; --help lists what is known");
    }
  }

  @Test
  void anOptionIsWrittenWithASpaceOrAnEqualsSignAndItsValueMayBeEmptyOrQuoted() throws Exception {
    for (var join : List.of("", "a:1", "a:1,b:2")) {
      var apart = Settings.read(new String[] {"--join", join, "--port", "3"}, NO_VARIABLES);
      var together = Settings.read(new String[] {"--join=" + join, "--port=3"}, NO_VARIABLES);
      assertThat(apart.get(Setting.JOIN)).isEqualTo(together.get(Setting.JOIN));
      assertThat(together.get(Setting.PORT)).isEqualTo(3);
    }
    for (var secret : List.of("\"a=b c\"", "-x", "--", "--hunter2", "-5")) {
      var apart = Settings.read(new String[] {"--ice-turn-secret", secret}, NO_VARIABLES);
      var together = Settings.read(new String[] {"--ice-turn-secret=" + secret}, NO_VARIABLES);
      assertThat(apart.get(Setting.TURN_SECRET)).isEqualTo(secret);
      assertThat(together.get(Setting.TURN_SECRET)).isEqualTo(secret);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port, --port: without a value",
    "--port 1 --port 2, --port: given more than once",
    "--port --host 1, --port: without a value",
    "--port --host=1, --port: without a value",
    "--join= --join=a:1, --join: given more than once",
    "--port 1 x, x: unknown; --help lists what is known",
    "--port -- 1, 1: unknown; --help lists what is known",
    "--por 1, --por: unknown; --help lists what is known",
    "--Port 1, --Port: unknown; --help lists what is known",
    "-port 1, -port: unknown; --help lists what is known",
    "-x, -x: unknown; --help lists what is known"
  })
  void aCommandLineThatIsNoneIsRefused(String line, String message) {
    assertThatThrownBy(() -> Settings.read(line.split(" "), NO_VARIABLES)).hasMessage(message);
  }

  @Test
  void theHelpNamesEverySetting() {
    var text = new ByteArrayOutputStream();
    Arguments.help(new PrintStream(text));
    for (var setting : Setting.ALL) {
      assertThat(text.toString()).contains("  " + setting.option() + " VALUE ", setting.meaning());
    }
    assertThat(Arguments.asksForHelp(new String[] {"--port", "1", "-h"})).isTrue();
    assertThat(Arguments.asksForHelp(new String[] {"--port", "1"})).isFalse();
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), yaml).toString();
  }
}

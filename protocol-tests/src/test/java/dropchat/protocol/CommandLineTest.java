package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops the start: one line that names the setting. And which spelling wins. */
class CommandLineTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--canary, 1",
    "--Port, 8080",
    "--port, canary",
    "--port, 65536",
    "--port, -1",
    "--management-port, 1.5",
    "--roles, gardener",
    "--drain, soon",
    "--match-pairing, 60",
    "--limits-sockets, 0",
    "--ice-relay, sometimes",
    "--ice-turn-urls, http://turn.example",
    "--trusted-proxies, 300.0.0.1",
    "--allowed-origins, chat.example",
    "--config, nowhere.yaml",
    "--country-database, nowhere.mmdb",
    "--country-database, pom.xml",
    "--cluster-tls-certificate, nowhere.pem",
    "--cluster-tls-key, nowhere.pem",
    "--cluster-tls-authority, nowhere.pem",
    "--host, ''"
  })
  void aBadOptionStopsTheStart(String option, String value) throws Exception {
    expectOneLine(Map.of(), List.of(option, value), option);
  }

  @Test
  void anOptionWithoutItsValueStopsTheStart() throws Exception {
    expectOneLine(Map.of(), List.of("--port"), "--port");
  }

  @Test
  void anythingThatIsNoOptionStopsTheStart() throws Exception {
    expectOneLine(Map.of(), List.of("canary"), "canary");
  }

  @ParameterizedTest
  @CsvSource({"DROPCHAT_FOO, 1", "DROPCHAT_PORT, canary", "DROPCHAT_DRAIN, ''"})
  void aBadVariableStopsTheStart(String variable, String value) throws Exception {
    expectOneLine(Map.of(variable, value), List.of(), variable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "canary: 1;canary",
        "cluster: { canary: 1 };cluster.canary",
        "port: canary;port",
        "limits: { idle: soon };limits.idle",
        "limits: 5;limits",
        "port: [1, 2];port",
        "'\"unclosed';--config"
      })
  void aBadLineInTheFileStopsTheStart(String yaml, String named) throws Exception {
    expectOneLine(Map.of(), List.of("--config", file(yaml)), named);
  }

  @Test
  void commandLineOverEnvironmentOverFileOverDefault() throws Exception {
    var byFile = Node.freePort();
    var byEnvironment = Node.freePort();
    var byOption = Node.freePort();
    var config = file("port: " + byFile + "\nmanagement:\n  port: " + Node.freePort());
    var variable = Map.of("DROPCHAT_PORT", "" + byEnvironment);

    expectListening(Map.of(), List.of("--config", config), byFile);
    expectListening(variable, List.of("--config", config), byEnvironment);
    expectListening(variable, List.of("--config", config, "--port", "" + byOption), byOption);
  }

  @Test
  void theFilesOwnNameMayComeFromTheEnvironment() throws Exception {
    var port = Node.freePort();
    var config = file("port: " + port + "\nmanagement.port: " + Node.freePort());

    expectListening(Map.of("DROPCHAT_CONFIG", config), List.of(), port);
  }

  @Test
  void theFileOfTheProjectIsValid() throws Exception {
    var port = Node.freePort();
    var config = Node.PROJECT.resolve("config/dropchat.yaml").toString();
    var ports = List.of("--port", "" + port, "--management-port", "" + Node.freePort());
    var arguments = new ArrayList<>(List.of("--config", config));
    arguments.addAll(ports);

    expectListening(Map.of(), arguments, port);
  }

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("dropchat.yaml"), yaml).toString();
  }

  private static void expectOneLine(
      Map<String, String> environment, List<String> more, String named) throws Exception {
    var arguments = new ArrayList<String>();
    if (!named.equals("--management-port")) {
      arguments.addAll(List.of("--management-port", "" + Node.freePort()));
    }
    if (!named.equals("--port") && !named.equals("DROPCHAT_PORT") && !named.equals("port")) {
      arguments.addAll(List.of("--port", "" + Node.freePort()));
    }
    arguments.addAll(more);
    var process = Node.launch(environment, arguments);
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("ends").isTrue();
      var lines = process.inputReader().lines().toList();
      assertThat(process.exitValue()).isEqualTo(2);
      assertThat(lines).as("what it says").hasSize(1);
      assertThat(lines.getFirst()).contains(named);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void expectListening(
      Map<String, String> environment, List<String> arguments, int port) throws Exception {
    var process = Node.launch(environment, arguments);
    try {
      Until.holds(
          "the page on port " + port,
          Duration.ofSeconds(20),
          () -> {
            assertThat(process.isAlive()).as("the server lives").isTrue();
            return isThere(port);
          });
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static boolean isThere(int port) {
    try {
      return Http.get(port, "/").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }
}

package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LoadCommandTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--url nonsense",
        "--url http://127.0.0.1:9",
        "--url ws://127.0.0.1",
        "--url ws://127.0.0.1:9 --clients 1",
        "--url ws://127.0.0.1:9 --rate -1",
        "--url ws://127.0.0.1:9 --seconds 0",
        "--url ws://127.0.0.1:9 --warm-up -1",
        "--url ws://127.0.0.1:9 --pairs SPLIT",
        "--url ws://127.0.0.1:9 --dialect PEERJS --pairs ANY",
        "--url ws://127.0.0.1:9 --pids 0"
      })
  void whatCannotBeIsRefusedByItsNameBeforeAnythingIsOpened(String arguments) {
    var told = new StringWriter();
    var command = new CommandLine(new LoadCommand()).setErr(new PrintWriter(told));
    assertThat(command.execute(arguments.split(" "))).isEqualTo(2);
    var options = arguments.split("(?= --)");
    assertThat(told.toString()).contains(options[options.length - 1].strip().split(" ")[0] + ":");
  }
}

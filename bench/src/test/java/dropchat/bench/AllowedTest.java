package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load --url nonsense",
        "load --url http://127.0.0.1:9",
        "load --url ws://127.0.0.1",
        "load --url ws://127.0.0.1:65536",
        "load --url ws://127.0.0.1:9 --clients 1",
        "load --url ws://127.0.0.1:9 --rate -1",
        "load --url ws://127.0.0.1:9 --seconds 0",
        "load --url ws://127.0.0.1:9 --warm-up -1",
        "load --url ws://127.0.0.1:9 --pairs SPLIT",
        "load --url ws://127.0.0.1:9 --dialect PEERJS --pairs ANY",
        "load --url ws://127.0.0.1:9 --pids 0",
        "compare --clients 1",
        "compare --rounds 0",
        "compare --seconds 0",
        "compare --warm-up 0",
        "growth --rounds 0",
        "growth --nodes 0,1",
        "growth --nodes 1,1",
        "growth --nodes 4,2,1",
        "growth --nodes 1,51",
        "growth --nodes 1,4 --clients 7",
        "growth --rate 0",
        "growth --rate 1000001",
        "growth --warm-up 1",
        "memory --sockets 0,1000",
        "memory --sockets 10000,1000",
        "memory --only nobody",
        "check --allowed -1",
        "check --recorded nowhere",
        "start --starts 0",
        "micro --iterations 0"
      })
  void whatCannotBeIsRefusedByItsNameBeforeAnythingIsOpened(String arguments) {
    var told = new StringWriter();
    var bench = Main.commandLine().setErr(new PrintWriter(told));
    assertThat(bench.execute(arguments.split(" "))).isEqualTo(2);
    var options = arguments.split("(?= --)");
    var refused = options[options.length - 1].strip().split(" ")[0];
    var help = "(bench " + arguments.split(" ")[0] + " --help tells the rest)";
    assertThat(told.toString())
        .startsWith("bench: " + refused + ": not allowed; allowed: ")
        .contains(help);
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code config/check-server}: does a server send what these sources give? */
@AgainstNode
class CheckServerTest {

  private record Verdict(int status, String said) {}

  @Test
  void aServerOfTheseSourcesSendsEveryFileAsItIs(Node node) throws Exception {
    var verdict = check(node.port());

    assertThat(verdict.status()).as(verdict.said()).isZero();
    assertThat(verdict.said()).containsPattern("[1-9]\\d+ files\\.").endsWith("All are the same.\n");
  }

  @Test
  void oneThatChangesAScriptByAByteIsFoundOut(Node node) throws Exception {
    var dishonest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    dishonest.createContext("/", exchange -> pass(exchange, node));
    dishonest.start();
    try {
      var verdict = check(dishonest.getAddress().getPort());

      assertThat(verdict.status()).as(verdict.said()).isEqualTo(1);
      assertThat(verdict.said()).containsPattern("\nassets/call-\\S*\\.js: FAILED\n").containsOnlyOnce("FAILED");
    } finally {
      dishonest.stop(0);
    }
  }

  @Test
  void whereNobodyAnswersThatIsSaid() throws Exception {
    var verdict = check(Node.freePort());

    assertThat(verdict.status()).isEqualTo(2);
    assertThat(verdict.said()).contains("no DropChat answers at");
  }

  private static void pass(HttpExchange exchange, Node node) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = Http.get(node.port(), path).body();
    if (path.matches("/assets/call-.*\\.js")) {
      body[body.length - 1]++;
    }
    exchange.sendResponseHeaders(200, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static Verdict check(int port) throws Exception {
    var command = new ProcessBuilder("config/check-server", "http://127.0.0.1:" + port);
    var process = command.directory(Node.PROJECT.toFile()).redirectErrorStream(true).start();
    try {
      var said = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ends").isTrue();
      return new Verdict(process.exitValue(), said);
    } finally {
      process.destroyForcibly();
    }
  }
}

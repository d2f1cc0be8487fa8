package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bus under mutual TLS. Hazelcast itself lets anybody in who knows where it is. */
class MutualTlsTest {

  /** It waits for an answer far longer than a trusted process has to. */
  private static final Duration GIVES_UP = Duration.ofSeconds(20);

  @RegisterExtension
  static final Members CLUSTER =
      Members.with(new Authority().options(), Members.BOTH, Members.BOTH);

  @Test
  void processesOfOneAuthorityMatch() {
    CLUSTER.pairAt(CLUSTER.node(0), CLUSTER.node(1)).expectSignalsBothWays();
  }

  @Test
  void aProcessOfAnotherAuthorityGivesUpAndNobodyNoticesIt() {
    expectNoPartOfIt(new Authority().options());
  }

  @Test
  void aProcessInTheClearGivesUpAndNobodyNoticesIt() {
    expectNoPartOfIt(List.of());
  }

  private static void expectNoPartOfIt(List<String> options) {
    var stranger = new Member(Host.LOOPBACK, Members.BOTH, options);
    stranger.launch(CLUSTER.seeds());
    try {
      assertThat(stranger.awaitEnd(GIVES_UP)).isEqualTo(1);
      assertThat(stranger.log()).contains("cannot start").doesNotContain("ready");
      CLUSTER.pairAt(CLUSTER.node(0), CLUSTER.node(1)).expectSignalsBothWays();
    } finally {
      stranger.kill();
    }
  }
}

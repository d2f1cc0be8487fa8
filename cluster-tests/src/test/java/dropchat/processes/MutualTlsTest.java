package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bus under mutual TLS. Hazelcast itself lets anybody in who knows where it is. */
class MutualTlsTest {

  /** Far more than a trusted process takes. */
  private static final Duration WHILE = Duration.ofSeconds(12);

  @RegisterExtension
  static final Members CLUSTER =
      Members.with(new Authority().options(), Members.BOTH, Members.BOTH);

  @Test
  void processesOfOneAuthorityMatch() {
    CLUSTER.pairAt(CLUSTER.node(0), CLUSTER.node(1)).expectSignalsBothWays();
  }

  @Test
  void aProcessOfAnotherAuthorityIsNeverReadyAndNobodyNoticesIt() {
    expectNoPartOfIt(new Authority().options());
  }

  @Test
  void aProcessInTheClearIsNeverReadyAndNobodyNoticesIt() {
    expectNoPartOfIt(List.of());
  }

  private static void expectNoPartOfIt(List<String> options) {
    var stranger = new Member(Host.LOOPBACK, Members.BOTH, options);
    stranger.launch(CLUSTER.seeds());
    try {
      Until.hasPassed(WHILE);
      assertThat(stranger.alive()).isTrue();
      assertThat(stranger.ready()).as("ready").isFalse();
      CLUSTER.pairAt(CLUSTER.node(0), CLUSTER.node(1)).expectSignalsBothWays();
    } finally {
      stranger.kill();
    }
  }
}

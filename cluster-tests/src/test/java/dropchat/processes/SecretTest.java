package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The cluster's secret, and what is in the tokens that it seals, are nowhere but in the memory of
 * the processes.
 */
class SecretTest {

  @RegisterExtension
  static final Members CLUSTER = Members.tellingAll(Members.BOTH, Members.BOTH, Members.BOTH);

  private final Member oldest = CLUSTER.node(0);
  private final Member here = CLUSTER.node(1);
  private final Member there = CLUSTER.node(2);

  @Test
  void aTokenOutlivesTheProcessThatSealedItAndTheOneThatMadeUpTheSecret() {
    var pair = CLUSTER.pairAt(oldest, there);
    oldest.kill();
    var anybody = CLUSTER.guestAt(here);
    anybody.say("report", pair.tokenOfAda());
    anybody.await("reported");
    anybody.say("report", pair.tokenOfBob());
    anybody.await("reported");
  }

  @Test
  void aLateJoinerReadsTokensFromBeforeItJoined() {
    there.kill();
    var pair = CLUSTER.pairAt(oldest, here);
    pair.bob().say("connected");
    pair.bob().expectHandled();
    CLUSTER.revive(there);
    var anybody = CLUSTER.guestAt(there);
    anybody.say("report", pair.tokenOfAda());
    anybody.await("reported");
    anybody.say("reopen", pair.tokenOfBob());
    anybody.await("reopened");
    pair.bob().await("reopened");
  }

  @Test
  void afterAllWereRestartedOldTokensCannotBeRead() {
    var pair = CLUSTER.pairAt(here, there);
    CLUSTER.end();
    CLUSTER.start();
    var guest = CLUSTER.guestAt(here);
    for (var token : new String[] {pair.tokenOfAda(), pair.tokenOfBob()}) {
      guest.say("report", token);
      assertThat(guest.await("error").getString("code")).isEqualTo("bad-token");
      guest.say("reopen", token);
      assertThat(guest.await("error").getString("code")).isEqualTo("bad-token");
      guest.joinAvoiding(token);
    }
  }

  @Test
  void reportsMadeAnywhereCoolDownEverywhereAndOutliveAnyProcess() {
    var nuisance = CLUSTER.nuisanceAt(there, oldest, here, there);
    for (var killed : new Member[] {oldest, there}) {
      killed.kill();
      assertThat(CLUSTER.coolsDown(nuisance, here)).isTrue();
      CLUSTER.revive(killed);
    }
    assertThat(CLUSTER.coolsDown(nuisance, oldest)).isTrue();
  }
}

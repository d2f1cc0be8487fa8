package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.Membership;
import dropchat.cluster.Secret;
import dropchat.cluster.Solo;
import dropchat.signaling.abuse.Ledger;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class InitiationTest {

  private volatile Instant now = Instant.parse("2030-05-01T10:30:00Z");

  @Test
  @Timeout(10)
  void aProcessThatNobodyAsksForAKeyForgetsTheSecretOfAnHourThatIsOver(Vertx vertx)
      throws Exception {
    InstantSource clock = () -> now;
    var day = Duration.ofDays(1);
    var ledger = new Ledger(new Ledger.Rules(3, day, day, day, 5), clock);
    var alone = new Solo(1, Set.of(Membership.MATCHMAKER));
    var secret =
        new Initiation(vertx, alone, ledger, new SharedLedger(vertx, 1, ledger), clock)
            .undergo()
            .toCompletionStage()
            .toCompletableFuture()
            .get(5, TimeUnit.SECONDS);
    var field = Secret.class.getDeclaredField("secret");
    field.setAccessible(true);
    byte[] ofThisHour = (byte[]) field.get(secret);
    assertThat(ofThisHour).isNotEqualTo(new byte[32]);
    now = now.plus(Duration.ofHours(1));
    while (field.get(secret) == ofThisHour) {
      Thread.onSpinWait();
    }
    assertThat(ofThisHour).containsOnly(0);
  }
}

package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.Address;
import dropchat.cluster.Membership;
import dropchat.cluster.Secret;
import dropchat.cluster.Solo;
import dropchat.signaling.abuse.Ledger;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  /** Else its tokens are read by nobody, and it reads nobody's. */
  @Test
  @Timeout(10)
  void whoComesToTheOtherSideOfASplitWhileItLearnsTheSecretTakesOverTheirs(Vertx vertx)
      throws Exception {
    var day = Duration.ofDays(1);
    var ledger = new Ledger(new Ledger.Rules(3, day, day, day, 5), () -> now);
    var both = new Both();
    var secrets =
        new ArrayDeque<>(
            List.of(Secret.random(() -> now).copy(), Secret.random(() -> now).copy()));
    int ofTheirs = secrets.getLast().tokenKeys().getLast().id();
    vertx
        .eventBus()
        .consumer(
            Address.newcomers(Both.OLDER),
            ask -> {
              if (secrets.size() == 2) {
                both.merge();
              }
              ask.reply(Told.of(secrets.poll(), List.of()));
            });
    var learnt =
        new Initiation(vertx, both, ledger, new SharedLedger(vertx, 1, ledger), () -> now)
            .undergo()
            .toCompletionStage()
            .toCompletableFuture()
            .get(5, TimeUnit.SECONDS);
    while (learnt.tokenKey().id() != ofTheirs) {
      Thread.onSpinWait();
    }
    assertThat(secrets).isEmpty();
  }

  /** An older process, and this one. */
  private static final class Both implements Membership {

    static final long OLDER = 0x100;

    private final List<Member> members =
        List.of(new Member(OLDER, Set.of(MATCHMAKER)), new Member(0x200, Set.of()));
    private Consumer<Change> listener = change -> {};

    void merge() {
      listener.accept(new Change(members, Set.of(), true));
    }

    @Override
    public long self() {
      return members.getLast().process();
    }

    @Override
    public List<Member> members() {
      return members;
    }

    @Override
    public void onChange(Consumer<Change> listener) {
      this.listener = listener;
    }
  }
}

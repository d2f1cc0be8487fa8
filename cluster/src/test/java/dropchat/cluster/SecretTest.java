package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SecretTest {

  private Instant now = Instant.parse("2030-05-01T10:30:00Z");
  private final Secret secret = new Secret(new byte[32], () -> now);

  @Test
  void withinAnHourTheTokenKeyStays() {
    var key = secret.tokenKey();
    now = Instant.parse("2030-05-01T10:59:59Z");
    assertThat(secret.tokenKey()).isEqualTo(key);
  }

  /** By anyone whose clock is behind, and to whom that is no reason to move on. */
  @Test
  void whatIsSealedByAClockAnHourAheadIsRead() {
    var ahead = new Secret(secret.copy(), () -> now.plus(Duration.ofHours(1)));
    var theirs = ahead.tokenKey();
    var ours = secret.tokenKey();
    assertThat(secret.tokenKey(theirs.id()).bytes()).isEqualTo(theirs.bytes());
    assertThat(secret.tokenKey()).isEqualTo(ours);
    var farAhead = new Secret(secret.copy(), () -> now.plus(Duration.ofHours(2)));
    assertThat(secret.tokenKey(farAhead.tokenKey().id())).isNull();
  }

  @Test
  void everyHourHasAnotherKey() {
    var keys = new HashSet<String>();
    for (int hour = 0; hour < 50; hour++) {
      keys.add(java.util.HexFormat.of().formatHex(secret.tokenKey().bytes()));
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(keys).hasSize(50);
  }

  @Test
  void aKeyIsFoundForADayAndNotLonger() {
    var key = secret.tokenKey();
    now = now.plus(Duration.ofHours(24));
    assertThat(secret.tokenKey(key.id())).isEqualTo(key);
    now = now.plus(Duration.ofHours(1));
    assertThat(secret.tokenKey(key.id())).isNull();
  }

  @Test
  void twoProcessesWithTheSameSecretRatchetAlike() {
    var other = new Secret(new byte[32], () -> now);
    now = now.plus(Duration.ofHours(30));
    assertThat(other.tokenKey().bytes()).isEqualTo(secret.tokenKey().bytes());
    assertThat(other.todaysHandleKey()).isEqualTo(secret.todaysHandleKey());
  }

  @Test
  void atMidnightTodaysHandleKeyBecomesYesterdays() {
    var today = secret.todaysHandleKey();
    now = Instant.parse("2030-05-02T00:00:00Z");
    assertThat(secret.todaysHandleKey()).isNotEqualTo(today);
    assertThat(secret.yesterdaysHandleKey()).isEqualTo(today);
    now = Instant.parse("2030-05-03T00:00:00Z");
    assertThat(secret.yesterdaysHandleKey()).isNotEqualTo(today);
  }

  @Test
  void theEraOfHandlesEndsExactlyWhereTheirKeyIsReplaced() {
    int era = secret.handleEra();
    byte[] key = secret.todaysHandleKey().clone();
    now = Instant.parse("2030-05-01T23:59:59Z");
    assertThat(secret.handleEra()).isEqualTo(era);
    assertThat(secret.todaysHandleKey()).isEqualTo(key);
    now = Instant.parse("2030-05-02T00:00:00Z");
    int nextDay = secret.handleEra();
    byte[] nextKey = secret.todaysHandleKey().clone();
    assertThat(nextDay).isGreaterThan(era);
    assertThat(nextKey).isNotEqualTo(key);
    secret.adopt(Secret.random(() -> now).copy());
    assertThat(secret.handleEra()).isGreaterThan(nextDay);
    assertThat(secret.todaysHandleKey()).isNotEqualTo(nextKey);
  }

  @Test
  void whoAdoptsSealsAsTheOthersAndSoDoesWhoLearnsFromThem() {
    var younger = Secret.random(InstantSource.system());
    var own = younger.tokenKey();
    younger.adopt(secret.copy());
    assertThat(younger.tokenKey().id()).isEqualTo(secret.tokenKey().id());
    assertThat(younger.tokenKey(own.id())).isNotNull();
    var newcomer = new Secret(younger.copy(), () -> now);
    assertThat(newcomer.tokenKey().id()).isEqualTo(secret.tokenKey().id());
  }

  @Test
  void noKeyIsKeptForLongerByBeingAdopted() {
    var younger = new Secret(new byte[] {1}, () -> now);
    var own = younger.tokenKey();
    younger.adopt(secret.copy());
    var adopted = younger.tokenKey();
    now = now.plus(Duration.ofHours(24));
    assertThat(younger.tokenKey(own.id())).isNotNull();
    now = now.plus(Duration.ofHours(1));
    assertThat(younger.tokenKey(own.id())).isNull();
    assertThat(younger.tokenKey(adopted.id())).isNull();
  }

  @Test
  void whatTimeHasSpentIsOverwrittenAlsoWhereNobodyAsksForAKey() throws Exception {
    byte[] firstSecret = (byte[]) field("secret");
    byte[] firstToken = secret.tokenKey().bytes();
    byte[] firstDay = secret.todaysHandleKey();
    now = now.plus(Duration.ofHours(24));
    secret.pass();
    assertThat(firstSecret).containsOnly(0);
    assertThat(firstToken).as("read for 25 hours").isNotEqualTo(new byte[32]);
    now = now.plus(Duration.ofHours(24));
    secret.pass();
    assertThat(firstToken).containsOnly(0);
    assertThat(firstDay).containsOnly(0);
    assertThat((byte[]) field("secret")).isNotEqualTo(new byte[32]);
  }

  @Test
  void whatIsReplacedByAdoptingIsOverwritten() throws Exception {
    byte[] ownSecret = (byte[]) field("secret");
    byte[] ownDay = secret.todaysHandleKey();
    secret.adopt(Secret.random(() -> now).copy());
    assertThat(ownSecret).containsOnly(0);
    assertThat(ownDay).containsOnly(0);
    assertThat(secret.todaysHandleKey()).isNotEqualTo(new byte[32]);
  }

  @Test
  void whatAProcessToldANewcomerStaysWholeWhenItsOwnIsOverwritten() {
    var told = secret.copy();
    var newcomer = new Secret(told, () -> now);
    now = now.plus(Duration.ofHours(30));
    secret.pass();
    assertThat(newcomer.tokenKey().bytes()).isEqualTo(secret.tokenKey().bytes());
    assertThat(newcomer.yesterdaysHandleKey()).isEqualTo(secret.yesterdaysHandleKey());
  }

  private Object field(String name) throws ReflectiveOperationException {
    var field = Secret.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(secret);
  }
}

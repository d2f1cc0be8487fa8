package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.Seat;
import dropchat.cluster.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final Token TOKEN =
      new Token(new Seat(Long.MIN_VALUE, 77, -5), Token.Use.PEER, 0xffffff, 1);

  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final Tokens tokens = new Tokens(new Secret(new byte[32], () -> now));

  @Test
  void whatWasSealedOpensUnchanged() {
    assertThat(tokens.open(tokens.seal(TOKEN))).contains(TOKEN);
  }

  @Test
  void tokensAreUrlSafeAndAllOfOneLength() {
    for (int i = 0; i < 100; i++) {
      assertThat(tokens.seal(TOKEN)).matches("[A-Za-z0-9_-]{80}");
    }
  }

  @Test
  void twoTokensForOneSocketShareOnlyTheKeyId() {
    var rests = new HashSet<String>();
    var ids = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      ids.add(tokens.seal(TOKEN).substring(0, 4));
      rests.add(tokens.seal(TOKEN).substring(4, 12));
    }
    assertThat(ids).hasSize(1);
    assertThat(rests).hasSize(100);
  }

  @Test
  void anyChangedCharacterMakesATokenUnreadable() {
    var good = tokens.seal(TOKEN);
    for (int i = 0; i < good.length(); i++) {
      var other = good.charAt(i) == 'A' ? 'B' : 'A';
      assertThat(tokens.open(good.substring(0, i) + other + good.substring(i + 1))).isEmpty();
    }
  }

  @Test
  void whatIsNoTokenIsUnreadable() {
    for (var text : new String[] {"", "ä".repeat(80), "=".repeat(80), "A".repeat(200)}) {
      assertThat(tokens.open(text)).isEmpty();
    }
  }

  @Test
  void anotherClustersTokenIsUnreadable() {
    assertThat(tokens.open(new Tokens(Secret.random(InstantSource.system())).seal(TOKEN)))
        .isEmpty();
  }

  @Test
  void aTokenIsGoodForADay() {
    var token = tokens.seal(TOKEN);
    now = now.plus(Duration.ofHours(24));
    assertThat(tokens.open(token)).contains(TOKEN);
    now = now.plus(Duration.ofHours(1));
    assertThat(tokens.open(token)).isEmpty();
  }
}

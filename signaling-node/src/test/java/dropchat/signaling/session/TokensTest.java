package dropchat.signaling.session;

import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.Seat;
import dropchat.cluster.Secret;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

  /** So that the test itself does not hold what it looks for. */
  private static final byte MASK = 0x55;

  private static final Token TOKEN =
      new Token(new Seat(Long.MIN_VALUE, 77, -5), Token.Use.PEER, 0xffffff, 1);

  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final Secret secret = Secret.random(() -> now);
  private final Tokens tokens = new Tokens(secret);

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

  /** All memory: also what no object refers to any more, and what the JDK makes of a key. */
  @Test
  void ofAKeyThatIsSpentSealingAndOpeningLeftNothingInMemory(@TempDir Path folder)
      throws IOException {
    System.gc(); // what making the key left behind
    for (int i = 0; i < 100; i++) {
      assertThat(tokens.open(tokens.seal(TOKEN))).isPresent();
    }
    byte[] hidden = hidden(secret.tokenKey().bytes());
    assertThat(copies(hidden, folder.resolve("before.hprof"))).isPositive();
    now = now.plus(Duration.ofHours(25));
    secret.pass();
    tokens.pass();
    assertThat(copies(hidden, folder.resolve("after.hprof"))).isZero();
  }

  /** Half of it is proof enough. */
  private static byte[] hidden(byte[] key) {
    byte[] hidden = Arrays.copyOf(key, 16);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] ^= MASK;
    }
    return hidden;
  }

  private static int copies(byte[] hidden, Path dump) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), false);
    int copies = 0;
    try (var file = FileChannel.open(dump)) {
      var memory = file.map(READ_ONLY, 0, file.size()); // outside of what is dumped
      for (int at = 0; at <= memory.limit() - hidden.length; at++) {
        int same = 0;
        while (same < hidden.length && (memory.get(at + same) ^ MASK) == hidden[same]) {
          same++;
        }
        copies += same == hidden.length ? 1 : 0;
      }
    }
    return copies;
  }
}

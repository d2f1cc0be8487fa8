package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnIceTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final List<String> STUN = List.of("stun:turn.example:3478");
  private static final List<String> TURN = List.of("turn:turn.example:3478?transport=udp");

  @Test
  void aCallsCredentialsLiveAnHourAndADiagnosisAMinute() {
    var ice = new TurnIce(List.of(), TURN, "secret", "optional", () -> NOW);
    assertThat(ice.toCall().get(0).username()).startsWith("1003600:");
    assertThat(ice.toDiagnose().get(0).username()).startsWith("1000060:");
  }

  /** Expected value from: printf %s USERNAME | openssl dgst -sha1 -hmac secret -binary | base64. */
  @Test
  void thePasswordIsTheHmacOfTheUsername() {
    assertThat(TurnIce.password("1003600:00", "secret")).isEqualTo("y4YaxaobpA73lXLx2/d9dUk89EY=");
  }

  @Test
  void noTwoCredentialsAreAlike() {
    var ice = new TurnIce(List.of(), TURN, "secret", "optional", () -> NOW);
    assertThat(ice.toCall().get(0).username()).isNotEqualTo(ice.toCall().get(0).username());
  }

  @Test
  void stunNeedsNoCredentialsAndComesFirst() {
    var servers = new TurnIce(STUN, TURN, "secret", "optional", () -> NOW).toCall();
    assertThat(servers).hasSize(2);
    assertThat(servers.get(0).username()).isNull();
    assertThat(servers.get(0).urls()).isEqualTo(STUN);
  }

  @Test
  void withoutASecretNoRelayIsOffered() {
    assertThat(new TurnIce(List.of(), TURN, null, "none", () -> NOW).toCall()).isEmpty();
  }
}

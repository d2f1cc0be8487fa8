package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.wire.IceServer;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnIceTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
  private static final List<String> STUN = List.of("stun:turn.example:3478");
  private static final List<String> TURN = List.of("turn:turn.example:3478?transport=udp");

  private static final InetAddress CLIENT = address("192.0.2.1");
  private static final InetAddress ANOTHER = address("192.0.2.2");

  @Test
  void aCallsCredentialsLiveAnHourAndADiagnosisAMinute() {
    var ice = ice(List.of(), "secret");
    assertThat(ice.toCall(CLIENT).get(0).username()).startsWith("1003600:");
    assertThat(ice.toDiagnose(CLIENT).get(0).username()).startsWith("1000060:");
  }

  /** Expected value from: printf %s USERNAME | openssl dgst -sha1 -hmac secret -binary | base64. */
  @Test
  void thePasswordIsTheHmacOfTheUsername() {
    assertThat(TurnIce.password("1003600:00", "secret")).isEqualTo("y4YaxaobpA73lXLx2/d9dUk89EY=");
  }

  /** Else its quota would bound nobody: each new socket would have a new name. */
  @Test
  void aRelayKnowsAnAddressByOneNameHoweverOftenAndForWhateverItAsks() {
    var ice = ice(List.of(), "secret");
    var name = name(ice.toCall(CLIENT));
    assertThat(name).isEqualTo(name(ice.toCall(CLIENT))).isEqualTo(name(ice.toDiagnose(CLIENT)));
    assertThat(name).isNotEqualTo(name(ice.toCall(ANOTHER)));
  }

  @Test
  void stunNeedsNoCredentialsAndComesFirst() {
    var servers = ice(STUN, "secret").toCall(CLIENT);
    assertThat(servers).hasSize(2);
    assertThat(servers.get(0).username()).isNull();
    assertThat(servers.get(0).urls()).isEqualTo(STUN);
  }

  @Test
  void withoutASecretNoRelayIsOffered() {
    assertThat(ice(List.of(), null).toCall(CLIENT)).isEmpty();
  }

  private static TurnIce ice(List<String> stun, String secret) {
    return new TurnIce(
        stun, TURN, secret, client -> "as " + client.getHostAddress(), "optional", () -> NOW);
  }

  /** What a TURN server counts by: all behind the time. */
  private static String name(List<IceServer> servers) {
    return servers.get(0).username().replaceFirst("^\\d+:", "");
  }

  private static InetAddress address(String text) {
    return NetUtil.createInetAddressFromIpAddressString(text);
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A node as an operator would set it up: TURN, another site's page, a proxy in front. */
@AgainstNode({
  Settings.STUN_URLS, "stun:turn.example:3478",
  Settings.TURN_URLS, "turn:turn.example:3478?transport=udp,turns:turn.example:5349",
  Settings.TURN_SECRET, ConfiguredTest.SECRET,
  Settings.RELAY, "preferred",
  Settings.ALLOWED_ORIGINS, "https://chat.example,https://other.example:444",
  Settings.TRUSTED_PROXIES, "127.0.0.1/32",
  Settings.SOCKETS_PER_ADDRESS, "2"
})
class ConfiguredTest {

  private static final InetAddress PROXY = InetAddress.getLoopbackAddress();

  static final String SECRET = "canary-turn-secret";

  @Test
  void credentialsToDiagnoseLiveAMinute(Node node) throws GeneralSecurityException {
    var welcome = node.peer().welcome();

    assertThat(welcome.get("relay").asString()).isEqualTo("preferred");
    expectCredentials(welcome, 60);
  }

  @Test
  void credentialsToTalkLiveAnHour(Node node) throws GeneralSecurityException {
    var pair = Pair.on(node).talking();
    expectCredentials(pair.adaHeard(), 3_600);
    expectCredentials(pair.bobHeard(), 3_600);
    pair.ada().reopen(pair.tokenOfBob());
    expectCredentials(pair.ada().expect("reopened"), 3_600);
    expectCredentials(pair.bob().expect("reopened"), 3_600);
  }

  @Test
  void noTwoClientsGetTheSameCredentials(Node node) {
    assertThat(turn(node.peer().welcome()).get("username"))
        .isNotEqualTo(turn(node.peer().welcome()).get("username"));
  }

  @Test
  void anAllowedOriginIsWelcomeAndNoOther(Node node) {
    var upgrade = Upgrade.at(node);

    assertThat(upgrade.with("Origin", "https://chat.example").alone(node).status()).isEqualTo(101);
    assertThat(upgrade.with("Origin", "https://other.example:444").alone(node).status())
        .isEqualTo(101);
    for (var foreign :
        new String[] {"http://chat.example", "https://chat.example:444", "https://x.chat.example"}) {
      UpgradeTest.expectRefusal(upgrade.with("Origin", foreign).alone(node), 403);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Forwarded-For | 198.51.100.7",
        "X-Forwarded-For | 2001:db8::7",
        "X-Forwarded-For | 192.0.2.%d, 198.51.100.8",
        "Forwarded | for=198.51.100.9",
        "Forwarded | for=\"198.51.100.10:4711\";proto=https",
        "Forwarded | for=\"[2001:db8:1::7]:4711\"",
        "Forwarded | for=192.0.2.%d, for=198.51.100.11"
      })
  void aTrustedProxySaysWhereClientsComeFrom(String header, String value, Node node) {
    expectThird(node, PROXY, header, value, 429);
  }

  @Test
  void ofAnIpv6AddressTheFirst64BitsCount(Node node) {
    expectThird(node, PROXY, "X-Forwarded-For", "2001:db8:2:3:%d::1", 429);
  }

  @Test
  void nobodyElseMaySayWhereTheyComeFrom(Node node) {
    var from = Loopback.fresh();
    expectThird(node, from, "X-Forwarded-For", "203.0.113.%d", 429);
  }

  @Test
  void thoseBehindAProxyAreCountedOneByOne(Node node) {
    expectThird(node, PROXY, "X-Forwarded-For", "203.0.113.%d", 101);
  }

  /** Three sockets at once; {@code %d} in the header is 1, 2, 3. */
  private static void expectThird(
      Node node, InetAddress from, String header, String value, int third) {
    try (var one = Wire.connect(node.port(), from);
        var two = Wire.connect(node.port(), from);
        var three = Wire.connect(node.port(), from)) {
      assertThat(upgrade(node, header, value, 1).over(one).status()).isEqualTo(101);
      assertThat(upgrade(node, header, value, 2).over(two).status()).isEqualTo(101);
      assertThat(upgrade(node, header, value, 3).over(three).status()).isEqualTo(third);
    }
  }

  private static Upgrade upgrade(Node node, String header, String value, int number) {
    return Upgrade.at(node).with(header, value.replace("%d", "" + number));
  }

  private static JsonNode turn(JsonNode heard) {
    return heard.get("iceServers").get(1);
  }

  private static void expectCredentials(JsonNode heard, int seconds)
      throws GeneralSecurityException {
    assertThat(heard.at("/iceServers/0/urls").toString()).contains("stun:turn.example:3478");
    assertThat(turn(heard).get("urls"))
        .extracting(JsonNode::asString)
        .containsExactly("turn:turn.example:3478?transport=udp", "turns:turn.example:5349");
    var username = turn(heard).get("username").asString();
    var expiry = Long.parseLong(username.substring(0, username.indexOf(':')));
    assertThat(expiry - Instant.now().getEpochSecond()).isBetween(seconds - 5L, (long) seconds);
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA1"));
    var password = Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes()));
    assertThat(turn(heard).get("credential").asString()).isEqualTo(password);
  }
}

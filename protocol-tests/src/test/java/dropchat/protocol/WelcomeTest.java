package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@AgainstNode
class WelcomeTest {

  @Test
  void aSocketIsWelcomedWithNothingAskedAndNothingMore(Node node) {
    node.peer().expectNothing();
  }

  @Test
  void aLoopbackAddressIsSaidToBeLanAndNowhere(Node node) {
    var welcome = node.peer().welcome();

    assertThat(welcome.get("lan").asBoolean()).isTrue();
    assertThat(welcome.get("country").isNull()).isTrue();
  }

  /** Else everybody behind it would seem to be at home in one network, and be told of the others' inner addresses. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"X-Forwarded-For|192.168.0.7", "X-Forwarded-For|unknown", "Forwarded|for=192.168.0.7"})
  void whoComesThroughAProxyThatNobodyNamedIsNotSaidToBeLan(String header, String value, Node node) {
    var peer = Peer.open(node, Wire.connect(node.port(), Loopback.fresh()), header, value);

    assertThat(peer.welcome().get("lan").asBoolean()).isFalse();
  }

  @Test
  void withoutAnyRelayConfiguredThereIsNone(Node node) {
    var welcome = node.peer().welcome();

    assertThat(welcome.get("relay").asString()).isEqualTo("none");
    assertThat(welcome.get("iceServers")).isEmpty();
  }

  @Test
  void eachSocketHasATokenOfItsOwn(Node node) {
    assertThat(node.peer().token()).isNotEqualTo(node.peer().token());
  }

  @Test
  void fewPeopleOnlineAreNotCounted(Node node) {
    Until.holds("0 online", Duration.ofSeconds(5), () -> online(node) == 0);
  }

  @Test
  void tenPeopleOnlineAreCounted(Node node) {
    for (var i = 0; i < 12; i++) {
      node.peer();
    }
    Until.holds("12 or a few more online", Duration.ofSeconds(5), () -> online(node) >= 12);
    assertThat(online(node)).isLessThan(40);
  }

  private static int online(Node node) {
    try (var peer = Peer.open(node, Loopback.fresh())) {
      return peer.welcome().get("online").asInt();
    }
  }
}

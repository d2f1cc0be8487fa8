package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.0.0/8", "127.0.0.1/32"})
  void anAddressANameAndANetworkAllLeadToTheAddress(String host) throws Exception {
    assertThat(OwnAddress.of(host)).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  /** Hazelcast compares the text, and would take a seed of its own for a stranger. */
  @Test
  void anAddressOfIpv6IsWrittenInOneWay() throws Exception {
    assertThat(OwnAddress.of("fd00::1")).isEqualTo(OwnAddress.of("FD00:0:0::0:1"));
    assertThat(OwnAddress.of("::1")).isEqualTo(InetAddress.getByName("::1").getHostAddress());
  }

  @Test
  void everyAddressOfThisMachineIsFoundByItsNetworkOfOne() throws Exception {
    for (var address :
        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList()) {
      var literal = address.getHostAddress().replaceFirst("%.*", "");
      var network = literal + (literal.contains(":") ? "/128" : "/32");
      assertThat(OwnAddress.of(network)).isEqualTo(literal);
    }
  }

  /** No machine lies in these networks: RFC 1112, section 4, and RFC 3849. */
  @ParameterizedTest
  @ValueSource(
      strings = {"240.0.0.0/4", "2001:db8::/32", "nobody.invalid", "localhost/8", "127.0.0.0/99"})
  void whatIsNotOfThisMachineIsRefusedWithOneLine(String host) {
    assertThatThrownBy(() -> OwnAddress.of(host))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("--cluster-host: ")
        .hasMessageContaining("allowed: ")
        .message()
        .doesNotContain("\n");
  }
}

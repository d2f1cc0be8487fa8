package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.7/32, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.8, false",
    "fc00::/7, fd12::1, true",
    "fc00::/7, 2001:db8::1, false",
    "::1/128, ::1, true",
    "10.0.0.0/8, ::1, false",
    "::/0, 10.0.0.1, false",
  })
  void containsWhatBeginsAlike(String network, String address, boolean contained) {
    var inside = new Network(network);
    assertThat(inside.contains(NetUtil.createInetAddressFromIpAddressString(address)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/8", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "host/8"})
  void whatIsNoNetworkIsRefused(String text) {
    assertThatThrownBy(() -> new Network(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

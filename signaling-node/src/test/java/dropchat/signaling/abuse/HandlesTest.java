package dropchat.signaling.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandlesTest {

  private Instant now = Instant.parse("2030-01-01T12:00:00Z");
  private final Handles handles = new Handles(new Secret(new byte[32], () -> now));

  @Test
  void anIpv6NetworkOf64BitsIsOneAddress() throws UnknownHostException {
    assertThat(today("2001:db8:1:2::1")).isEqualTo(today("2001:db8:1:2:ffff::9"));
    assertThat(today("2001:db8:1:2::1")).isNotEqualTo(today("2001:db8:1:3::1"));
  }

  @Test
  void ipv4AddressesAreEachTheirOwn() throws UnknownHostException {
    assertThat(today("192.0.2.1")).isNotEqualTo(today("192.0.2.2"));
  }

  @Test
  void aHandleHas24BitsAndLastsADayAndIsKnownTheNext() throws UnknownHostException {
    int handle = today("192.0.2.1");
    assertThat(handle).isBetween(0, 0xffffff);
    now = now.plus(Duration.ofHours(12));
    assertThat(today("192.0.2.1")).isNotEqualTo(handle);
    assertThat(handles.yesterday(InetAddress.getByName("192.0.2.1"))).isEqualTo(handle);
  }

  private int today(String address) throws UnknownHostException {
    return handles.today(InetAddress.getByName(address));
  }
}

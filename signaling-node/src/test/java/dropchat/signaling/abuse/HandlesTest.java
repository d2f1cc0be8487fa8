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
  private final Secret secret = new Secret(new byte[32], () -> now);
  private final Handles handles = new Handles(secret);

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

  /** A session asks for its handle anew only then. */
  @Test
  void aDeskSaysWhereHandlesAreNoLongerWhatTheyWere() throws UnknownHostException {
    var desk = new AbuseDesk(handles, null);
    var address = InetAddress.getByName("192.0.2.1");
    int era = desk.era();
    int handle = desk.handle(address);
    now = Instant.parse("2030-01-01T23:59:59Z");
    assertThat(desk.era()).isEqualTo(era);
    assertThat(desk.handle(address)).isEqualTo(handle);
    now = Instant.parse("2030-01-02T00:00:00Z");
    int nextDay = desk.era();
    int nextHandle = desk.handle(address);
    assertThat(nextDay).isNotEqualTo(era);
    assertThat(nextHandle).isNotEqualTo(handle);
    secret.adopt(Secret.random(() -> now).copy());
    assertThat(desk.era()).isNotIn(era, nextDay);
    assertThat(desk.handle(address)).isNotEqualTo(nextHandle);
  }

  @Test
  void aRelayKnowsAnAddressForAnHourByANameThatIsNoHandle() throws UnknownHostException {
    var name = handles.atRelay(InetAddress.getByName("192.0.2.1"));
    assertThat(name).matches("[0-9a-f]{18}").doesNotStartWith("%06x".formatted(today("192.0.2.1")));
    assertThat(name).isNotEqualTo(handles.atRelay(InetAddress.getByName("192.0.2.2")));
    now = now.plus(Duration.ofMinutes(59));
    assertThat(handles.atRelay(InetAddress.getByName("192.0.2.1"))).isEqualTo(name);
    now = now.plus(Duration.ofMinutes(1));
    assertThat(handles.atRelay(InetAddress.getByName("192.0.2.1"))).isNotEqualTo(name);
  }

  @Test
  void allNodesOfAClusterNameAnAddressAlikeToARelayAndNoOthersDo() throws UnknownHostException {
    var address = InetAddress.getByName("2001:db8:1:2::1");
    var name = handles.atRelay(address);
    assertThat(new Handles(new Secret(new byte[32], () -> now)).atRelay(address)).isEqualTo(name);
    assertThat(new Handles(Secret.random(() -> now)).atRelay(address)).isNotEqualTo(name);
  }

  private int today(String address) throws UnknownHostException {
    return handles.today(InetAddress.getByName(address));
  }
}

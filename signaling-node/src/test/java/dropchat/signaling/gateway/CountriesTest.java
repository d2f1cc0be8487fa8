package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

  private static Countries countries;

  @BeforeAll
  static void readTheDatabaseOfTheJar() throws IOException {
    countries =
        new Countries(CountriesTest.class.getResourceAsStream("/geo-whois-asn-country.mmdb"));
  }

  @Test
  void aPublicAddressHasACountry() throws IOException {
    assertThat(countries.of(InetAddress.getByName("193.99.144.80"))).isEqualTo("DE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.77.0.3",
        "10.1.2.3",
        "172.28.3.1",
        "192.168.1.1",
        "169.254.1.1",
        "::1",
        "fe80::1",
        "fd12::1"
      })
  void aPrivateAddressHasNone(String address) throws IOException {
    assertThat(countries.of(InetAddress.getByName(address))).isNull();
  }
}

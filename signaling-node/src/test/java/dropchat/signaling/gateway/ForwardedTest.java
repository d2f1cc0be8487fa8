package dropchat.signaling.gateway;

import static dropchat.signaling.gateway.Forwarded.Header.EITHER;
import static dropchat.signaling.gateway.Forwarded.Header.FORWARDED;
import static dropchat.signaling.gateway.Forwarded.Header.X_FORWARDED_FOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedTest {

  private static final String PROXY = "10.0.0.1";
  private static final List<String> ABSENT = List.of();

  @Test
  void whoIsNoTrustedProxyIsNotBelieved() throws UnknownHostException {
    assertThat(origin(EITHER, "192.0.2.1", List.of("8.8.8.8"), ABSENT)).isEqualTo("192.0.2.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8.8.8.8|8.8.8.8",
        "8.8.8.8:4711|8.8.8.8",
        "2001:db8::1|2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:4711|2001:db8:0:0:0:0:0:1",
        "1.1.1.1, 8.8.8.8|8.8.8.8",
        "8.8.8.8, 10.0.0.2|8.8.8.8",
        "unknown|10.0.0.1",
        "localhost|10.0.0.1",
        "8.8.8.8, nonsense|10.0.0.1"
      })
  void theLastAddressBeforeTheTrustedOnesCounts(String header, String address)
      throws UnknownHostException {
    assertThat(origin(X_FORWARDED_FOR, PROXY, List.of(header), ABSENT)).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "for=8.8.8.8|8.8.8.8",
        "proto=https;For=8.8.8.8;by=10.0.0.1|8.8.8.8",
        "for=\"8.8.8.8:4711\"|8.8.8.8",
        "for=\"[2001:db8::1]:4711\"|2001:db8:0:0:0:0:0:1",
        "for=1.1.1.1, for=8.8.8.8|8.8.8.8",
        "for=_hidden|10.0.0.1",
        "proto=https|10.0.0.1"
      })
  void theStandardHeaderIsUnderstood(String header, String address) throws UnknownHostException {
    assertThat(origin(FORWARDED, PROXY, ABSENT, List.of(header))).isEqualTo(address);
  }

  @Test
  void aClientsForwardedDoesNotCountBesideAProxysXForwardedFor() throws UnknownHostException {
    assertThat(origin(EITHER, PROXY, List.of("5.9.1.1"), List.of("for=8.8.8.8")))
        .isEqualTo("5.9.1.1");
    assertThat(origin(EITHER, PROXY, ABSENT, List.of("for=8.8.8.8"))).isEqualTo("8.8.8.8");
  }

  @Test
  void whereOneHeaderIsNamedTheOtherDoesNotCount() throws UnknownHostException {
    assertThat(origin(X_FORWARDED_FOR, PROXY, ABSENT, List.of("for=8.8.8.8"))).isEqualTo(PROXY);
    assertThat(origin(FORWARDED, PROXY, List.of("8.8.8.8"), ABSENT)).isEqualTo(PROXY);
  }

  private static String origin(
      Forwarded.Header header,
      String connection,
      List<String> xForwardedFor,
      List<String> forwarded)
      throws UnknownHostException {
    var trusted = List.of(new Network("10.0.0.0/8"));
    return new Forwarded(trusted, header)
        .source(InetAddress.getByName(connection), xForwardedFor, forwarded)
        .address()
        .getHostAddress();
  }
}

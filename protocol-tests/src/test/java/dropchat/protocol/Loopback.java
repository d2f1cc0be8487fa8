package dropchat.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Source addresses out of 127.0.0.0/8: to the server each one is another client. */
final class Loopback {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Set<String> USED = ConcurrentHashMap.newKeySet();

  private Loopback() {}

  /** An address no other test of this run has. */
  static InetAddress fresh() {
    var n = NEXT.getAndIncrement();
    try {
      var address =
          InetAddress.getByAddress(
              new byte[] {127, (byte) (77 + n / 40_000), (byte) (n / 200 % 200), (byte) (20 + n % 200)});
      USED.add(address.getHostAddress());
      return address;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Set<String> used() {
    return USED;
  }
}

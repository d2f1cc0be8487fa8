package dropchat.signaling.abuse;

import dropchat.cluster.Secret;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Abuse handles: 24 bits of a keyed hash of an IPv4 address or IPv6 /64, under a key of the day.
 * Too short to name one address afterwards, long enough to cool one down for hours. Thread safe.
 */
public final class Handles {

  private final Secret secret;

  public Handles(Secret secret) {
    this.secret = secret;
  }

  public int today(InetAddress address) {
    return hash(secret.todaysHandleKey(), address);
  }

  public int yesterday(InetAddress address) {
    return hash(secret.yesterdaysHandleKey(), address);
  }

  private static int hash(byte[] key, InetAddress address) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] hash = mac.doFinal(network(address));
      return (hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | hash[2] & 0xff;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }

  /** The bytes that count as one address: all of IPv4, the first 64 bits of IPv6. */
  public static byte[] network(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 4 ? bytes : Arrays.copyOf(bytes, 8);
  }
}

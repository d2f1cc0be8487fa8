package dropchat.signaling.abuse;

import dropchat.cluster.BareKey;
import dropchat.cluster.Secret;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;

/**
 * Abuse handles: 24 bits of a keyed hash of an IPv4 address or IPv6 /64, under a key of the day.
 * Too short to name one address afterwards, long enough to cool one down for hours. And what the
 * same is called at a relay. Thread safe.
 */
public final class Handles {

  /** Bytes: no two addresses have one name. */
  private static final int RELAY_NAME = 9;

  private final Secret secret;

  public Handles(Secret secret) {
    this.secret = secret;
  }

  /** While this number stays the same, every address keeps its handle. */
  public int era() {
    return secret.handleEra();
  }

  public int today(InetAddress address) {
    return handle(secret.todaysHandleKey(), address);
  }

  public int yesterday(InetAddress address) {
    return handle(secret.yesterdaysHandleKey(), address);
  }

  /** For an hour, and on all nodes alike, so that a relay can count what one address takes. */
  public String atRelay(InetAddress address) {
    byte[] key = secret.relayKey();
    byte[] name = hash(key, address);
    Arrays.fill(key, (byte) 0);
    return HexFormat.of().formatHex(name, 0, RELAY_NAME);
  }

  private static int handle(byte[] key, InetAddress address) {
    byte[] hash = hash(key, address);
    return (hash[0] & 0xff) << 16 | (hash[1] & 0xff) << 8 | hash[2] & 0xff;
  }

  private static byte[] hash(byte[] key, InetAddress address) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new BareKey("HmacSHA256", key));
      return mac.doFinal(network(address));
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

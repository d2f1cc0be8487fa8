package dropchat.signaling.session;

import java.net.InetAddress;

/**
 * Where a socket comes from.
 *
 * @param country ISO 3166-1 alpha-2, or null
 * @param lan whether that is surely an address {@link #inside} a network
 */
public record Origin(InetAddress address, String country, boolean lan) {

  /** Whether that is a loopback, private or link-local address. */
  public static boolean inside(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || uniqueLocal(address.getAddress());
  }

  /** fc00::/7, RFC 4193. */
  private static boolean uniqueLocal(byte[] bytes) {
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }
}

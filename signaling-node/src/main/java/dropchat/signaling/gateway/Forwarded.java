package dropchat.signaling.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a request really comes from: the connection's other end, or, if that is a trusted proxy,
 * the last address before the trusted ones in the header that proxies write.
 */
public final class Forwarded {

  /** Which header the proxies write; whatever a client sends in another one must not count. */
  public enum Header {
    /**
     * {@code X-Forwarded-For} where there is one, as most proxies write it, else {@code Forwarded}.
     */
    EITHER,
    X_FORWARDED_FOR,
    /** RFC 7239. */
    FORWARDED
  }

  /**
   * Whom we take it for.
   *
   * @param sure false where a header says that it comes from behind there, and is not believed: as
   *     behind a proxy that nobody told us of, where everybody seems to be the proxy
   */
  record Source(InetAddress address, boolean sure) {}

  private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=(\"[^\"]*\"|[^;]*)");

  /** An address, perhaps in brackets, perhaps with a port. */
  private static final Pattern ADDRESS =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d+)?|([0-9.]+)(?::\\d+)?|([0-9A-Fa-f:.]+)");

  private final List<Network> trusted;
  private final Header header;

  public Forwarded(List<Network> trusted, Header header) {
    this.trusted = trusted;
    this.header = header;
  }

  Source source(HttpServerRequest request) {
    var headers = request.headers();
    return source(
        literal(
            request.connection().remoteAddress().hostAddress().replaceFirst("%.*", "")), // no zone
        headers.getAll("X-Forwarded-For"),
        headers.getAll("Forwarded"));
  }

  Source source(InetAddress connection, List<String> xForwardedFor, List<String> forwarded) {
    var at = connection;
    var hops = hopsFromTheNearest(xForwardedFor, forwarded);
    for (var hop : hops) {
      var before = literal(hop);
      if (before == null || !Network.anyContains(trusted, at)) {
        return new Source(at, false);
      }
      at = before;
    }
    boolean unread = hops.isEmpty() && !(xForwardedFor.isEmpty() && forwarded.isEmpty());
    return new Source(at, !unread);
  }

  private List<String> hopsFromTheNearest(List<String> xForwardedFor, List<String> forwarded) {
    boolean rfc = header == Header.FORWARDED || header == Header.EITHER && xForwardedFor.isEmpty();
    var hops = new ArrayList<String>();
    for (var value : rfc ? forwarded : xForwardedFor) {
      for (var element : value.split(",")) {
        hops.add(rfc ? forOf(element) : element);
      }
    }
    Collections.reverse(hops);
    return hops;
  }

  private static String forOf(String element) {
    var found = FOR.matcher(element);
    return found.find() ? found.group(1).replace("\"", "") : "unknown";
  }

  /** Null for whatever is no IP address: a name is never looked up. */
  private static InetAddress literal(String text) {
    var match = ADDRESS.matcher(text.strip());
    if (!match.matches()) {
      return null;
    }
    var address = match.group(match.group(1) != null ? 1 : match.group(2) != null ? 2 : 3);
    var bytes = NetUtil.createByteArrayFromIpAddressString(address);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are an address", e);
    }
  }
}

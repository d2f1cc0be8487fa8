package dropchat.signaling.gateway;

import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a request really comes from: the connection's other end, or, if that is a trusted proxy,
 * the last address before the trusted ones in {@code Forwarded} (RFC 7239) or {@code
 * X-Forwarded-For}.
 */
public final class Forwarded {

  private static final Pattern FOR =
      Pattern.compile("(?i)(?:^|;)\\s*for=\"?\\[?([^\\]\";,]+)\\]?(?::\\d+)?\"?");

  private final List<IpSubnetFilterRule> trusted;

  public Forwarded(List<IpSubnetFilterRule> trusted) {
    this.trusted = trusted;
  }

  InetAddress origin(HttpServerRequest request) {
    var at = literal(request.connection().remoteAddress().hostAddress());
    for (var hop : hopsFromTheNearest(request)) {
      var before = literal(hop);
      if (before == null || !isTrusted(at)) {
        return at;
      }
      at = before;
    }
    return at;
  }

  private boolean isTrusted(InetAddress address) {
    var socket = new InetSocketAddress(address, 0);
    return trusted.stream().anyMatch(rule -> rule.matches(socket));
  }

  private static List<String> hopsFromTheNearest(HttpServerRequest request) {
    var hops = new ArrayList<String>();
    for (var header : request.headers().getAll("Forwarded")) {
      for (var element : header.split(",")) {
        var found = FOR.matcher(element);
        hops.add(found.find() ? found.group(1) : "unknown");
      }
    }
    if (hops.isEmpty()) {
      for (var header : request.headers().getAll("X-Forwarded-For")) {
        hops.addAll(List.of(header.split(",")));
      }
    }
    Collections.reverse(hops);
    return hops;
  }

  /** Null for whatever is no IP address: a name is never looked up. */
  private static InetAddress literal(String text) {
    var bytes = NetUtil.createByteArrayFromIpAddressString(text.strip());
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are an address", e);
    }
  }
}

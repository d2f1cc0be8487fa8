package dropchat.signaling.gateway;

import dropchat.signaling.session.Origin;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Who comes in by the public port: decides on upgrades before they happen, hands all else to the
 * {@link Site}.
 */
public final class Gate {

  public static final String SUBPROTOCOL = "dropchat.v1";

  private static final String PATH = "/signal";

  /** RFC 6455; Netty would speak earlier drafts as well. */
  private static final String VERSION = "13";

  private final Limits limits;
  private final Crowd crowd;
  private final Forwarded forwarded;
  private final Countries countries;
  private final Set<String> allowedOrigins;
  private final Site site;
  private final Counters counters;
  private volatile boolean draining;

  public Gate(
      Limits limits,
      Crowd crowd,
      Forwarded forwarded,
      Countries countries,
      List<String> allowedOrigins,
      Site site,
      Counters counters) {
    this.limits = limits;
    this.crowd = crowd;
    this.forwarded = forwarded;
    this.countries = countries;
    this.allowedOrigins = Set.copyOf(allowedOrigins);
    this.site = site;
    this.counters = counters;
  }

  Limits limits() {
    return limits;
  }

  /** To be called once for every socket that was let in, when it is closed. */
  void left(Origin origin) {
    crowd.leave(origin.address());
  }

  /** What is kept of an address, by name. */
  Map<String, Object> held(Origin origin) {
    return crowd.held(origin.address());
  }

  /** From now on every upgrade is refused. */
  public void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }

  Handler<HttpServerRequest> handler(BiConsumer<ServerWebSocket, Origin> onSocket) {
    return request -> {
      if (request.method() == HttpMethod.GET && PATH.equals(request.path())) {
        upgrade(request, onSocket);
      } else {
        site.handle(request);
      }
    };
  }

  private void upgrade(HttpServerRequest request, BiConsumer<ServerWebSocket, Origin> onSocket) {
    if (!offersSubprotocol(request)) {
      refuse(request, 400, "Offer the subprotocol " + SUBPROTOCOL + ".", 0);
    } else if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
      refuse(request, 426, "This is a WebSocket endpoint.", 0);
    } else if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
      request.response().putHeader("Sec-WebSocket-Version", VERSION);
      refuse(request, 426, "WebSocket version " + VERSION + " is spoken here.", 0);
    } else if (!mayComeFrom(request)) {
      refuse(request, 403, "This origin is not allowed here.", 0);
    } else if (draining) {
      refuse(request, 503, "This node is going away. Try another one.", 1);
    } else {
      admit(request, onSocket);
    }
  }

  private void admit(HttpServerRequest request, BiConsumer<ServerWebSocket, Origin> onSocket) {
    var source = forwarded.source(request);
    var address = source.address();
    boolean lan = source.sure() && Origin.inside(address);
    var origin = new Origin(address, countries.of(address), lan);
    switch (crowd.enter(address)) {
      case ADDRESS_HAS_TOO_MANY ->
          refuse(request, 429, "Too many connections from this address.", 10);
      case ADDRESS_COMES_TOO_FAST ->
          refuse(request, 429, "Too many new connections from this address.", 1);
      case NODE_IS_FULL -> refuse(request, 503, "This node is full. Try again later.", 5);
      case WELCOME -> {
        request
            .toWebSocket()
            .onSuccess(socket -> onSocket.accept(socket, origin))
            .onFailure(noHandshake -> left(origin));
      }
    }
  }

  private void refuse(HttpServerRequest request, int status, String text, int retryAfterSeconds) {
    counters.refused(status);
    var response = request.response().setStatusCode(status);
    Site.secure(response);
    if (retryAfterSeconds > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(text + "\n");
  }

  private static boolean offersSubprotocol(HttpServerRequest request) {
    return request.headers().getAll("Sec-WebSocket-Protocol").stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .anyMatch(offered -> offered.strip().equals(SUBPROTOCOL));
  }

  /** Clients that are no browser send no Origin; a browser cannot leave it out. */
  private boolean mayComeFrom(HttpServerRequest request) {
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null
        || allowedOrigins.contains(origin)
        || sameAuthority(origin.toLowerCase(Locale.ROOT), request.getHeader(HttpHeaders.HOST));
  }

  /** The scheme is left out of it: a proxy in front may have taken the TLS off. */
  private static boolean sameAuthority(String origin, String host) {
    int scheme = origin.indexOf("://");
    if (scheme < 0 || host == null) {
      return false;
    }
    var defaultPort = origin.startsWith("https:") ? ":443" : ":80";
    var authority = origin.substring(scheme + 3);
    var asked = host.toLowerCase(Locale.ROOT);
    return authority.equals(asked) || (authority + defaultPort).equals(asked);
  }
}

package dropchat.signaling.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** The page and its files, from memory. */
public final class Site implements Handler<HttpServerRequest> {

  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String PERMISSIONS =
      "microphone=(self), accelerometer=(), camera=(), display-capture=(),"
          + " geolocation=(), gyroscope=(), magnetometer=(), midi=(), payment=(),"
          + " publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(),"
          + " xr-spatial-tracking=()";
  private static final String A_YEAR = "public, max-age=31536000, immutable";

  /** Said of every path that does not exist, this one included. */
  private static final String NOWHERE = "/nowhere";

  private static final int OK = 200;

  private final Map<String, Asset> assets;

  /**
   * @param assets by path, the leading slash included
   */
  public Site(Map<String, Asset> assets) {
    this.assets = assets;
    Objects.requireNonNull(assets.get(NOWHERE), "the page has no " + NOWHERE);
  }

  @Override
  public void handle(HttpServerRequest request) {
    var response = request.response();
    secure(response);
    var path = request.path() == null ? "" : request.path();
    var asset = at(path);
    boolean head = request.method() == HttpMethod.HEAD;
    if (asset == null && at(withoutSlash(path)) != null) {
      redirect(request, withoutSlash(path));
    } else if (asset == null) {
      serve(nowhere(path), request, response.setStatusCode(404), head);
    } else if (!head && request.method() != HttpMethod.GET) {
      response.setStatusCode(405).putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain").end("Only GET and HEAD.\n");
    } else {
      serve(asset, request, response, head);
    }
  }

  private Asset at(String path) {
    return path.endsWith(NOWHERE) ? null : assets.get(path);
  }

  /** People type {@code /de/}. */
  private static String withoutSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static void redirect(HttpServerRequest request, String path) {
    var query = request.query() == null ? "" : "?" + request.query();
    request
        .response()
        .setStatusCode(308)
        .putHeader(HttpHeaders.LOCATION, path + query)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end();
  }

  /** In the language that the path begins with, if there is one. */
  private Asset nowhere(String path) {
    int end = path.indexOf('/', 1);
    var home = end < 0 ? "" : path.substring(0, end);
    return assets.getOrDefault(home + NOWHERE, assets.get(NOWHERE));
  }

  private static void serve(
      Asset asset, HttpServerRequest request, HttpServerResponse response, boolean head) {
    var coded = asset.bestFor(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    response
        .putHeader(HttpHeaders.ETAG, coded.etag())
        .putHeader(HttpHeaders.VARY, "Accept-Encoding")
        .putHeader(HttpHeaders.CACHE_CONTROL, asset.hashed() ? A_YEAR : "no-cache");
    boolean found = response.getStatusCode() == OK;
    if (found && has(request.getHeader(HttpHeaders.IF_NONE_MATCH), coded.etag())) {
      response.setStatusCode(304).end();
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(coded.bytes().length()));
    if (coded.coding() != null) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, coded.coding());
    }
    if (head) {
      response.end();
    } else {
      response.end(coded.bytes());
    }
  }

  /**
   * Weak comparison, RFC 9110 section 13.1.2: a proxy on the way may have made the tag a weak one.
   */
  private static boolean has(String ifNoneMatch, String etag) {
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.replaceFirst("^W/", "").equals(etag));
  }

  static void secure(HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", CSP)
        .putHeader("Permissions-Policy", PERMISSIONS)
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
  }
}

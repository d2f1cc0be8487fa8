package dropchat.signaling.gateway;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.Map;

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

  private static final String NOWHERE =
      "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><meta name=color-scheme content='light dark'><title>DropChat</title>"
          + "<p>There is nothing here. <a href=/>To the start</a></p>";

  private final Map<String, Asset> assets;

  /**
   * @param assets by path, the leading slash included
   */
  public Site(Map<String, Asset> assets) {
    this.assets = assets;
  }

  @Override
  public void handle(HttpServerRequest request) {
    var response = request.response();
    secure(response);
    var asset = request.path() == null ? null : assets.get(request.path());
    boolean head = request.method() == HttpMethod.HEAD;
    if (asset == null) {
      say(response.setStatusCode(404), "text/html", NOWHERE);
    } else if (!head && request.method() != HttpMethod.GET) {
      response.setStatusCode(405).putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      say(response, "text/plain", "Only GET and HEAD.");
    } else {
      serve(asset, request, response, head);
    }
  }

  private static void serve(
      Asset asset, HttpServerRequest request, HttpServerResponse response, boolean head) {
    var coded = asset.bestFor(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    response
        .putHeader(HttpHeaders.ETAG, coded.etag())
        .putHeader(HttpHeaders.VARY, "Accept-Encoding")
        .putHeader(HttpHeaders.CACHE_CONTROL, asset.hashed() ? A_YEAR : "no-cache");
    if (has(request.getHeader(HttpHeaders.IF_NONE_MATCH), coded.etag())) {
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

  private static void say(HttpServerResponse response, String type, String text) {
    response.putHeader(HttpHeaders.CONTENT_TYPE, type + "; charset=utf-8").end(text + "\n");
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

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and its files, as any browser asks for them. */
@AgainstNode
class PageTest {

  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

  @Test
  void thePageIsThere(Node node) {
    var page = get(node, "/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "content-type")).startsWith("text/html").containsIgnoringCase("utf-8");
    assertThat(text(page)).contains("<html", "DropChat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing-here", "/how/", "/favicon.svg"})
  void everyAnswerIsSecured(String path, Node node) {
    var page = get(node, path);
    var csp = header(page, "content-security-policy");
    assertThat(csp).contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
    assertThat(csp).doesNotContain("unsafe").doesNotContain("http").doesNotContain("*");
    assertThat(header(page, "permissions-policy"))
        .contains("microphone=(self)", "camera=()", "geolocation=()");
    assertThat(header(page, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(page, "cross-origin-opener-policy")).isEqualTo("same-origin");
    assertThat(header(page, "cross-origin-resource-policy")).isEqualTo("same-origin");
    assertThat(page.headers().map()).doesNotContainKeys("set-cookie", "server", "x-powered-by");
  }

  @Test
  void assetsAreForeverAndThePageIsNot(Node node) {
    for (var path : assets(node)) {
      assertThat(header(get(node, path), "cache-control")).contains("immutable", "max-age=31536000");
    }
    assertThat(header(get(node, "/"), "cache-control")).containsAnyOf("no-cache", "no-store");
  }

  @Test
  void assetsAreSecuredAndTyped(Node node) {
    for (var path : assets(node)) {
      var asset = get(node, path);
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(header(asset, "x-content-type-options")).isEqualTo("nosniff");
      assertThat(header(asset, "content-type")).containsPattern(path.endsWith(".css") ? "css" : "javascript|svg");
    }
  }

  @Test
  void thePageHasNothingInlineAndNothingForeign(Node node) {
    var page = text(get(node, "/"));

    assertThat(page).doesNotContainPattern("<script(?![^>]*\\ssrc=)[^>]*>");
    assertThat(page).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
    assertThat(page).doesNotContainPattern("(?:src|srcset)=\"(?:https?:)?//");
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip"})
  void whatIsCompressedIsSentSo(String coding, Node node) {
    for (var path : assets(node)) {
      var plain = get(node, path);
      var coded = get(node, path, "Accept-Encoding", coding);
      if (coded.headers().firstValue("content-encoding").isEmpty()) {
        assertThat(plain.body().length).as("bytes that no coding makes fewer").isLessThan(100);
        continue;
      }

      assertThat(header(coded, "content-encoding")).isEqualTo(coding);
      assertThat(header(coded, "vary")).containsIgnoringCase("accept-encoding");
      assertThat(coded.body().length).isLessThan(plain.body().length);
      assertThat(header(coded, "etag")).isNotEqualTo(header(plain, "etag"));
      assertThat(header(coded, "content-type")).isEqualTo(header(plain, "content-type"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "identity", "br;q=0, gzip;q=0", "compress"})
  void whoTakesNoCompressionGetsNone(String accepted, Node node) {
    var page = get(node, "/", "Accept-Encoding", accepted);

    assertThat(page.headers().firstValue("content-encoding")).isEmpty();
    assertThat(text(page)).contains("<html");
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain(Node node) {
    for (var path : new String[] {"/", assets(node).getFirst()}) {
      var etag = header(get(node, path), "etag");
      for (var condition : new String[] {etag, "\"other\", " + etag, "W/" + etag, "*"}) {
        var again = get(node, path, "If-None-Match", condition);
        assertThat(again.statusCode()).as(condition).isEqualTo(304);
        assertThat(again.body()).isEmpty();
      }
      assertThat(get(node, path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void headIsGetWithoutABody(Node node) {
    var get = get(node, "/");
    var head = Http.request("HEAD", node.port(), "/");

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (var name : List.of("content-length", "content-type", "etag", "cache-control")) {
      assertThat(header(head, name)).isEqualTo(header(get, name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing-here", "/assets/", "/assets/none.js", "/index.html.br", "/.git/config",
        "/META-INF/MANIFEST.MF", "/log-lifecycle.properties", "/assets/../../log-lifecycle.properties",
        "/%2e%2e/log-lifecycle.properties", "/..%2flogging.properties", "/%00", "//etc/passwd"
      })
  void whatIsNotThereIs404(String path, Node node) {
    try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
      wire.raw(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes());
      assertThat(wire.upTo("\r\n", Peer.PATIENCE)).containsPattern("^HTTP/1.1 40[04]");
    }
  }

  @Test
  void aSlashTooManyLeadsToThePage(Node node) {
    for (var path : List.of("/de", "/how", "/ar/privacy")) {
      var answer = get(node, path + "/?theme=dark");

      assertThat(answer.statusCode()).isEqualTo(308);
      assertThat(header(answer, "location")).isEqualTo(path + "?theme=dark");
      assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
    }
    assertThat(header(get(node, "/how/"), "location")).isEqualTo("/how");
    for (var path : List.of("/de//", "/nowhere/", "/de/nowhere/", "/nothing-here/")) {
      assertThat(get(node, path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing-here", "nothing/here", "nowhere"})
  void whatIsNotThereIsSaidInTheLanguageOfItsAddress(String path, Node node) {
    for (var home : List.of("", "de/", "ar/")) {
      var answer = get(node, "/" + home + path, "If-None-Match", "*");

      var lang = home.isEmpty() ? "en" : home.substring(0, 2);
      assertThat(answer.statusCode()).as(home).isEqualTo(404);
      assertThat(header(answer, "content-type")).isEqualTo("text/html; charset=utf-8");
      assertThat(text(answer)).contains("<html lang=\"" + lang + "\"", "<h1>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void thePageIsReadOnly(String method, Node node) {
    var answer = Http.request(method, node.port(), "/");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "allow")).contains("GET", "HEAD");
  }

  private static List<String> assets(Node node) {
    var paths = ASSET.matcher(text(get(node, "/"))).results().map(found -> found.group(1)).toList();
    assertThat(paths).as("assets of the page").isNotEmpty();
    return paths;
  }

  private static HttpResponse<byte[]> get(Node node, String path, String... headers) {
    return Http.get(node.port(), path, headers);
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("none, but " + Arrays.asList(name));
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}

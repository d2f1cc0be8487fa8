package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Anybody can compare what a server sends with what the sources give. */
@AgainstNode
class PublishedTest {

  @Test
  void everyFileIsServedAsTheListSays(Node node) throws Exception {
    var list = list(node);
    assertThat(list).hasSizeGreaterThan(100).anyMatch(line -> line.endsWith("  index.html"));
    for (var line : list) {
      var name = line.substring(66);
      var page = name.replaceFirst("(^|/)index\\.html$", "").replaceFirst("\\.html$", "");
      var body = Http.get(node.port(), "/" + page).body();
      var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      assertThat(hash).as(name).isEqualTo(line.substring(0, 64));
    }
  }

  @Test
  void thePageSaysWhichBuildItIs(Node node) {
    var privacy = new String(Http.get(node.port(), "/privacy").body(), StandardCharsets.UTF_8);
    assertThat(privacy).containsPattern("of build <code>[0-9a-f]{16}</code>").contains("/hashes.txt");
  }

  /** Another one may give other bytes of the same sources: then nobody has changed anything. */
  @Test
  void theListSaysWhichNodeItWasMadeWith(Node node) {
    assertThat(Http.get(node.port(), "/hashes.txt").body())
        .asString(StandardCharsets.UTF_8)
        .matches("(?s)# built with Node v\\d+\\.\\d+\\.\\d+\\n.*");
  }

  private static List<String> list(Node node) {
    var text = new String(Http.get(node.port(), "/hashes.txt").body(), StandardCharsets.UTF_8);
    return text.lines().filter(line -> !line.startsWith("#")).toList();
  }
}

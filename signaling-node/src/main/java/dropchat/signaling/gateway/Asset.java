package dropchat.signaling.gateway;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * One file of the site.
 *
 * @param hashed its name changes with its content, so it may be kept for ever
 * @param codings the smallest first, plain last
 */
public record Asset(String type, boolean hashed, List<Coded> codings) {

  /**
   * @param coding for Content-Encoding, or null for plain
   */
  public record Coded(String coding, String etag, Buffer bytes) {}

  Coded bestFor(String acceptEncoding) {
    var accepted = acceptEncoding == null ? "" : acceptEncoding;
    for (var coded : codings) {
      if (coded.coding() == null || accepts(accepted, coded.coding())) {
        return coded;
      }
    }
    throw new IllegalStateException("no plain form");
  }

  private static boolean accepts(String header, String coding) {
    for (var element : header.split(",")) {
      var parts = element.strip().split("\\s*;\\s*");
      if (parts[0].equals(coding)) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }
}

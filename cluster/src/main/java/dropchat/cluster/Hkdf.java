package dropchat.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/**
 * The expanding half of HKDF-SHA-256 (RFC 5869, section 2.3), for keys that are already uniform.
 */
final class Hkdf {

  private Hkdf() {}

  /** One block: 32 bytes. */
  static byte[] expand(byte[] key, String info) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new BareKey("HmacSHA256", key));
      mac.update(info.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(new byte[] {1});
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}

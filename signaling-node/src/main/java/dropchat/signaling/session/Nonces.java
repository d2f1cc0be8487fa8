package dropchat.signaling.session;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Random nonces, many out of one read of the system's source: that read costs more than to seal a
 * token. NOT thread safe.
 */
final class Nonces {

  static final int SIZE = 12;

  private static final int READ = 100;

  private final SecureRandom random = new SecureRandom();
  private final byte[] unused = new byte[READ * SIZE];
  private int at = unused.length;

  byte[] next() {
    if (at == unused.length) {
      random.nextBytes(unused);
      at = 0;
    }
    at += SIZE;
    return Arrays.copyOfRange(unused, at - SIZE, at);
  }
}

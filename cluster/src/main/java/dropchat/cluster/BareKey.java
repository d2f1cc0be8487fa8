package dropchat.cluster;

import javax.crypto.SecretKey;

/**
 * A key that keeps no copy of its bytes, as {@link javax.crypto.spec.SecretKeySpec} does, which
 * nobody can wipe; what it hands out is wiped by the JDK's ciphers and MACs.
 */
public record BareKey(String getAlgorithm, byte[] bytes) implements SecretKey {

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return bytes.clone();
  }
}

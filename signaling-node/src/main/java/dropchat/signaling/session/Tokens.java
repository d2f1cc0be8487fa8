package dropchat.signaling.session;

import dropchat.cluster.BareKey;
import dropchat.cluster.Seat;
import dropchat.cluster.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens peer tokens: AES-256-GCM under the hour's key, as URL-safe base64 of
 *
 * <pre>
 *  key id (3) ‖ nonce (12) ‖ sealed: node (8) socket (8) epoch (4) use (1) subject (4) recipient (4) ‖ tag (16)
 * </pre>
 *
 * so every token has 80 characters, of which the first 4 name the hour's key and the rest looks
 * random; 60 bytes need no padding, so no two texts are the same token. NOT thread safe: one for
 * each event loop.
 */
public final class Tokens {

  private static final int ID = 3;
  private static final int PLAIN = 29;
  private static final int TAG = 16;
  private static final int SIZE = ID + Nonces.SIZE + PLAIN + TAG;
  static final int LENGTH = SIZE / 3 * 4;

  private static final Secret.Key NONE = new Secret.Key(0, 0, new byte[32]);

  private final Secret secret;
  private final Nonces nonces = new Nonces();
  private final Cipher cipher;
  private Secret.Key inCipher = NONE;

  public Tokens(Secret secret) {
    this.secret = secret;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has AES/GCM/NoPadding", e);
    }
  }

  public String seal(Token token) {
    var key = secret.tokenKey();
    var sealed = ByteBuffer.allocate(SIZE);
    put24(sealed, key.id());
    var nonce = nonces.next();
    sealed.put(nonce);
    var seat = token.seat();
    var plain = ByteBuffer.allocate(PLAIN);
    plain.putLong(seat.node()).putLong(seat.socket()).putInt(seat.epoch());
    plain.put((byte) token.use().ordinal());
    plain.putInt(token.subject()).putInt(token.recipient());
    try {
      start(Cipher.ENCRYPT_MODE, key, nonce);
      cipher.doFinal(plain.flip(), sealed);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("AES-GCM cannot fail to seal", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.array());
  }

  /** Empty for whatever this cluster did not seal, or no longer has the key of. */
  public Optional<Token> open(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      var sealed = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      var key = secret.tokenKey(get24(sealed));
      if (key == null) {
        return Optional.empty();
      }
      var nonce = new byte[Nonces.SIZE];
      sealed.get(nonce);
      start(Cipher.DECRYPT_MODE, key, nonce);
      var plain = ByteBuffer.allocate(PLAIN);
      cipher.doFinal(sealed, plain);
      return Optional.of(read(plain.flip()));
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** To be called a few times an hour at least: a key that is spent must not stay in the cipher. */
  public void pass() {
    if (inCipher == NONE || secret.tokenKey(inCipher.id()) != null) {
      return;
    }
    try {
      start(Cipher.ENCRYPT_MODE, NONE, nonces.next());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("AES takes any key of 32 bytes", e);
    }
  }

  private void start(int mode, Secret.Key key, byte[] nonce) throws GeneralSecurityException {
    cipher.init(
        mode, new BareKey("AES", key.bytes()), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    inCipher = key;
  }

  private static Token read(ByteBuffer plain) {
    var seat = new Seat(plain.getLong(), plain.getLong(), plain.getInt());
    return new Token(seat, Token.Use.values()[plain.get()], plain.getInt(), plain.getInt());
  }

  private static void put24(ByteBuffer into, int bits) {
    into.put((byte) (bits >> 16)).put((byte) (bits >> 8)).put((byte) bits);
  }

  private static int get24(ByteBuffer from) {
    return (from.get() & 0xff) << 16 | (from.get() & 0xff) << 8 | from.get() & 0xff;
  }
}

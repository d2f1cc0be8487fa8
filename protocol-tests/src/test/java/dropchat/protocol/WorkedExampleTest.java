package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code vectors.json}, calculated anew from the private keys by what protocol.md says. */
class WorkedExampleTest {

  private static final JsonNode TALK =
      new JsonMapper().readTree(Schemas.PROTOCOL.resolve("vectors.json").toFile());

  @Test
  void theCommitIsTheDigestOfKeyAndOptions() throws GeneralSecurityException {
    for (var side : new String[] {"offerer", "answerer"}) {
      var told = TALK.get(side);
      var opened = concat(bytes(told, "publicKey"), new byte[] {(byte) told.get("options").asInt()});
      var commit = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(opened));

      assertThat(told.get("commit").asString()).isEqualTo(commit).hasSize(43);
      assertThat(bytes(told, "openingFrame")).isEqualTo(concat(new byte[] {1}, opened));
    }
  }

  @Test
  void bothSidesDeriveTheSameKeys() throws GeneralSecurityException {
    var secret = agree(TALK.get("offerer"), TALK.get("answerer"));

    assertThat(secret).isEqualTo(agree(TALK.get("answerer"), TALK.get("offerer")));
    assertThat(secret).isEqualTo(bytes(TALK, "sharedSecret"));
    assertThat(concat(digest("offerer"), digest("answerer"))).isEqualTo(bytes(TALK, "salt"));
    for (var side : new String[] {"offerer", "answerer"}) {
      var key = derive(concat("dropchat.v1 signal ".getBytes(), digest(side)), 32);
      assertThat(bytes(TALK.get(side), "signalKey")).isEqualTo(key);
    }
  }

  @Test
  void theEmojiAreTheFirst36BitsOfTheSas() throws GeneralSecurityException {
    var bits = new BigInteger(1, derive("dropchat.v1 sas".getBytes(), 5)).shiftRight(4);
    var emoji = TALK.at("/sas/emoji").valueStream().mapToInt(JsonNode::asInt).toArray();

    for (var i = 0; i < 6; i++) {
      assertThat(emoji[i]).isEqualTo(bits.shiftRight(30 - 6 * i).intValue() & 63);
    }
  }

  @Test
  void theSealedFramesOpen() throws GeneralSecurityException {
    for (var sealed : TALK.get("sealed").values()) {
      var frame = bytes(sealed, "frame");
      var counter = Arrays.copyOfRange(frame, 1, 13);
      assertThat(frame[0]).isEqualTo((byte) 2);
      assertThat(new BigInteger(1, counter).intValue()).isEqualTo(sealed.get("counter").asInt());

      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      var key = bytes(TALK.get(sealed.get("from").asString()), "signalKey");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, counter));
      var plain = new String(cipher.doFinal(frame, 13, frame.length - 13));
      assertThat(plain).isEqualTo(sealed.get("plain").asString());
      Schemas.check(plain.contains("\"n\"") ? "signal/description" : "signal/candidate", plain);
    }
  }

  /** HKDF-SHA-256 (RFC 5869) for at most 32 bytes. */
  private static byte[] derive(byte[] info, int length) throws GeneralSecurityException {
    var extracted = hmac(bytes(TALK, "salt"), bytes(TALK, "sharedSecret"));
    return Arrays.copyOf(hmac(extracted, concat(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] agree(JsonNode own, JsonNode other) throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    var curve = parameters.getParameterSpec(ECParameterSpec.class);
    var keys = KeyFactory.getInstance("EC");
    var agreement = KeyAgreement.getInstance("ECDH");
    var scalar = new BigInteger(1, bytes(own, "privateKey"));
    agreement.init(keys.generatePrivate(new ECPrivateKeySpec(scalar, curve)));
    var point = bytes(other, "publicKey");
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    var key = keys.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    agreement.doPhase(key, true);
    return agreement.generateSecret();
  }

  private static byte[] digest(String side) {
    return Base64.getUrlDecoder().decode(TALK.get(side).get("commit").asString());
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static byte[] bytes(JsonNode node, String field) {
    return HexFormat.of().parseHex(node.get(field).asString());
  }

  private static byte[] concat(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}

package dropchat.signaling.gateway;

import dropchat.signaling.session.Ice;
import dropchat.signaling.wire.IceServer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * ICE servers from configuration, with TURN credentials that expire: username {@code
 * expiry:name}, password its HMAC-SHA1 under a secret shared with the TURN server (the TURN REST
 * scheme, draft-uberti-behave-turn-rest). A TURN server counts by the name: it is the client's
 * address', by another word, or whoever asks again and again takes all relays.
 */
public final class TurnIce implements Ice {

  private static final Duration TO_DIAGNOSE = Duration.ofSeconds(60);
  private static final Duration TO_CALL = Duration.ofHours(1);

  private final List<String> stunUrls;
  private final List<String> turnUrls;
  private final String secret;
  private final Function<InetAddress, String> names;
  private final String relay;
  private final InstantSource clock;

  /**
   * @param secret null where there is no TURN server
   * @param names what an address is called there
   */
  public TurnIce(
      List<String> stunUrls,
      List<String> turnUrls,
      String secret,
      Function<InetAddress, String> names,
      String relay,
      InstantSource clock) {
    this.stunUrls = stunUrls;
    this.turnUrls = turnUrls;
    this.secret = secret;
    this.names = names;
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public List<IceServer> toDiagnose(InetAddress client) {
    return servers(client, TO_DIAGNOSE);
  }

  @Override
  public List<IceServer> toCall(InetAddress client) {
    return servers(client, TO_CALL);
  }

  @Override
  public String relay() {
    return relay;
  }

  private List<IceServer> servers(InetAddress client, Duration life) {
    var servers = new ArrayList<IceServer>();
    if (!stunUrls.isEmpty()) {
      servers.add(new IceServer(stunUrls, null, null));
    }
    if (secret != null && !turnUrls.isEmpty()) {
      var username = clock.instant().plus(life).getEpochSecond() + ":" + names.apply(client);
      servers.add(new IceServer(turnUrls, username, password(username, secret)));
    }
    return servers;
  }

  static String password(String username, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA1", e);
    }
  }
}

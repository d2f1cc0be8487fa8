package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that can happen to people at one node, good and bad, in a few seconds: something personal goes down every path
 * there is. The words are canaries, see {@link Discretion}.
 */
final class Evening {

  /** Under which everything below can happen soon. */
  private static final List<String> OPTIONS =
      List.of(
          Settings.PAIRING, "2s", Settings.COOLDOWN, "2s", Settings.TRUSTED_PROXIES, "127.0.0.0/8", Settings.DRAIN, "1s");

  private static final Map<String, ?> WISHES =
      Map.of(
          "languages", List.of(Discretion.CANARY_LANGUAGE),
          "interests", List.of("canary boats"),
          "commit", "canary-commit");

  /** An address of the smallest of countries, so that its name stands nowhere by chance: see {@link #talk}. */
  static final String ABROAD = "88.83.0.1";

  static final String COUNTRY = "GL";

  private final Node node;

  private Evening(Node node) {
    this.node = node;
  }

  /**
   * Of a node that is to see it.
   *
   * @param cluster false: on its own; true: the first member of a cluster, with all that this takes
   */
  static String[] options(boolean cluster, String... more) {
    var port = "" + Node.freePort();
    return with(cluster ? List.of("--cluster-port", port, "--join", "127.0.0.1:" + port) : List.of(), more);
  }

  /**
   * Of one that joins it.
   *
   * @param first its options
   */
  static String[] optionsOfSecond(String[] first, String... more) {
    var seed = first[List.of(first).indexOf("--join") + 1];
    return with(List.of("--cluster-port", "" + Node.freePort(), "--join", seed), more);
  }

  private static String[] with(List<String> joined, String... more) {
    return Stream.of(OPTIONS, joined, List.of(more)).flatMap(List::stream).toArray(String[]::new);
  }

  static void at(Node node) {
    var evening = new Evening(node);
    talkIsHadAndReopened(evening.talk());
    evening.somebodyVanishes();
    evening.aPairingMeetsItsDeadline();
    evening.somebodyIsReportedAndCoolsDown();
    evening.nonsenseIsSaid();
    evening.theDoorIsTried();
    node.dismiss();
  }

  /** Two meet of whom each is at another node. */
  static void between(Node one, Node other) {
    talkIsHadAndReopened(talk(one, other));
    one.dismiss();
    other.dismiss();
  }

  /** Somebody talks, two are being joined, one waits: whoever ends this node now ends it amid them. */
  static void isNotOver(Node node) {
    talk(node, node).talking();
    talk(node, node);
    fromAbroad(node).join(WISHES);
  }

  private static void talkIsHadAndReopened(Pair pair) {
    pair.ada().signal("canary-candidate".getBytes(StandardCharsets.UTF_8));
    pair.bob().expectSignal("canary-candidate".getBytes(StandardCharsets.UTF_8));
    pair.talking();
    pair.ada().reopen(pair.tokenOfBob());
    pair.ada().expect("reopened");
    pair.bob().expect("reopened");
    pair.expectSignalsBothWays();
    pair.ada().say("leave");
    pair.bob().expect("peer-left");
  }

  private void somebodyVanishes() {
    var pair = talk();
    pair.ada().wire().cut();
    pair.bob().expect("peer-left");
  }

  private void aPairingMeetsItsDeadline() {
    var pair = talk();
    pair.ada().expect("peer-left");
    pair.bob().expect("peer-left");
  }

  private void somebodyIsReportedAndCoolsDown() {
    var bad = node.peer();
    for (var i = 0; i < 3; i++) {
      var met = ReportTest.meet(node.peer(), bad);
      met.ada().report(met.tokenOfBob());
      met.ada().expect("reported");
    }
    bad.say("join");
    bad.expect("cooldown");
  }

  private void nonsenseIsSaid() {
    for (var text :
        List.of("canary", "{\"type\":\"canary\"}", "{\"type\":\"join\",\"interests\":\"canary\"}", "[".repeat(3_000))) {
      var peer = node.peer();
      peer.blurt(text);
      peer.expect("error");
      peer.expectClose(1008);
    }
    var peer = node.peer();
    peer.reopen("canary-token");
    peer.expectError("bad-token");
    peer.report("canary-token");
    peer.expectError("bad-token");
    peer.reopen(forged(peer.token()));
    peer.expectError("bad-token");
    node.peer().wire().raw(Frame.text("canary").unmasked());
    node.peer().wire().raw(new Frame(Frame.TEXT, new byte[] {(byte) 0xC3, 0x28}).masked());
    node.peer().wire().send(Frame.binary(new byte[20_000]));
    var flooding = node.peer();
    for (var i = 0; i < 100; i++) {
      flooding.wire().tryRaw(Frame.text("{\"type\":\"leave\",\"why\":\"canary\"}").masked());
    }
  }

  /** Its first four characters name the key, which is known. */
  private static String forged(String token) {
    return token.substring(0, 4) + Discretion.CANARY + token.substring(4 + Discretion.CANARY.length());
  }

  private void theDoorIsTried() {
    Upgrade.at(node).with("Origin", "https://canary.example").alone(node);
    Upgrade.at(node).with("X-Forwarded-For", "canary, 203.0.113.99").alone(node);
    Upgrade.at(node).with("Accept-Language", Discretion.CANARY_LANGUAGE).alone(node);
    Upgrade.at(node).with("Sec-WebSocket-Key", "canary").alone(node);
    Http.get(node.port(), "/canary?canary=1", "User-Agent", Upgrade.AGENT, "Cookie", "canary=1");
    try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
      wire.tryRaw("CANARY /canary HTTP/9.9\r\nHost: canary\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      wire.nextOfAny(Duration.ofMillis(200));
    } catch (Wire.EndOfWire hungUp) {
      // as it should
    }
  }

  private Pair talk() {
    return talk(node, node);
  }

  private static Pair talk(Node one, Node other) {
    var ada = fromAbroad(one);
    ada.join(WISHES);
    return Pair.with(ada, fromAbroad(other), WISHES);
  }

  /** Behind a trusted proxy. */
  private static Peer fromAbroad(Node node) {
    var peer = Peer.open(node, Wire.connect(node.port(), Loopback.fresh()), "X-Forwarded-For", ABROAD);
    assertThat(peer.welcome().get("country").asString()).isEqualTo(COUNTRY);
    return peer;
  }
}

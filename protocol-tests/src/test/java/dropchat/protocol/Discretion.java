package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

/** What may stand in no log line and no metric. */
final class Discretion {

  /**
   * What tests say in places of free form (interests, commits, signals, unknown fields, broken JSON) holds this word, so
   * that it can be looked for.
   */
  static final String CANARY = "canary";

  /** A language nobody speaks but tests. */
  static final String CANARY_LANGUAGE = "qzx";

  private Discretion() {}

  static void holds(String printed) {
    assertThat(printed).as("no stack trace").doesNotContain("\tat ").doesNotContain("Exception");
    isKept(printed);
  }

  /** The same for a log that may tell of trouble. */
  static void isKept(String printed) {
    assertThat(printed.toLowerCase(Locale.ROOT)).as("no word of a client").doesNotContain(CANARY, CANARY_LANGUAGE);
    for (var address : Loopback.used()) {
      assertThat(printed).as("no address of a client").doesNotContain(address);
    }
    for (var token : Peer.tokensSeen()) {
      assertThat(printed).as("no token").doesNotContain(token);
    }
  }
}

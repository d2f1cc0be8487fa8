package dropchat.signaling.app;

import dropchat.signaling.abuse.Ledger;
import java.util.List;
import java.util.stream.Stream;

/** What is allowed of several settings together, each alone being fine. */
final class Combinations {

  private final Settings settings;

  private Combinations(Settings settings) {
    this.settings = settings;
  }

  static void check(Settings settings) throws InvalidSettingException {
    var combinations = new Combinations(settings);
    combinations.roles();
    combinations.tls();
    combinations.widening();
    combinations.turn();
    combinations.cooldowns();
    combinations.ports();
  }

  private void roles() throws InvalidSettingException {
    long roles = settings.get(Setting.ROLES).stream().distinct().count();
    allow(
        roles == 2 || roles == 1 && given(Setting.JOIN),
        "--roles",
        "signaling,matchmaker, or one of them together with --join");
  }

  private void tls() throws InvalidSettingException {
    long files =
        Stream.of(Setting.TLS_CERTIFICATE, Setting.TLS_KEY, Setting.TLS_AUTHORITY)
            .filter(file -> !settings.get(file).isEmpty())
            .count();
    allow(
        files == 0 || files == 3,
        "--cluster-tls-certificate",
        "together with --cluster-tls-key and --cluster-tls-authority, all three or none");
  }

  private void widening() throws InvalidSettingException {
    allow(
        settings.get(Setting.ANYBODY).compareTo(settings.get(Setting.LANGUAGE_ONLY)) >= 0,
        "--match-anybody-after",
        "not before --match-language-only-after");
  }

  private void turn() throws InvalidSettingException {
    boolean secret = !settings.get(Setting.TURN_SECRET).isEmpty();
    allow(
        given(Setting.TURN_URLS) == secret,
        "--ice-turn-urls",
        "together with --ice-turn-secret, both or none");
    allow(
        secret || settings.get(Setting.RELAY).equals("none"),
        "--ice-relay",
        "none, as long as --ice-turn-urls or --ice-turn-secret is missing");
  }

  private void cooldowns() throws InvalidSettingException {
    var first = settings.get(Setting.COOLDOWN);
    var longest = settings.get(Setting.LONGEST_COOLDOWN);
    allow(
        longest.compareTo(first) >= 0 && longest.compareTo(Ledger.KEPT) <= 0,
        "--reports-longest-cooldown",
        "from --reports-cooldown to 24h");
    allow(
        settings.get(Setting.REPORTS_WITHIN).compareTo(Ledger.KEPT) <= 0,
        "--reports-within",
        "up to 24h");
  }

  /** Two listeners on one port would share its connections at random. */
  private void ports() throws InvalidSettingException {
    boolean page = settings.get(Setting.ROLES).contains("signaling");
    boolean cluster = given(Setting.JOIN);
    allow(
        !page || differ(Setting.PORT, Setting.MANAGEMENT_PORT),
        "--management-port",
        "another than --port");
    allow(
        !cluster || !page || differ(Setting.CLUSTER_PORT, Setting.PORT),
        "--cluster-port",
        "another than --port");
    allow(
        !cluster || differ(Setting.CLUSTER_PORT, Setting.MANAGEMENT_PORT),
        "--cluster-port",
        "another than --management-port");
  }

  private boolean differ(Setting<Integer> one, Setting<Integer> other) {
    return !settings.get(one).equals(settings.get(other));
  }

  private boolean given(Setting<? extends List<?>> list) {
    return !settings.get(list).isEmpty();
  }

  private static void allow(boolean allowed, String option, String what)
      throws InvalidSettingException {
    if (!allowed) {
      throw new InvalidSettingException(option + ": not allowed; allowed: " + what);
    }
  }
}

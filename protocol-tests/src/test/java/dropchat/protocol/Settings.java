package dropchat.protocol;

/** The settings that tests turn, by their names on the command line. */
final class Settings {
  static final String PAIRING = "--match-pairing";
  static final String LANGUAGE_ONLY = "--match-language-only-after";
  static final String ANYBODY = "--match-anybody-after";
  static final String PING = "--limits-ping";
  static final String IDLE = "--limits-idle";
  static final String SOCKETS = "--limits-sockets";
  static final String SOCKETS_PER_ADDRESS = "--limits-sockets-per-address";
  static final String CONNECT_BURST = "--limits-connect-burst";
  static final String SIGNALS_PER_SECOND = "--limits-signals-per-second";
  static final String SIGNAL_BURST = "--limits-signal-burst";
  static final String SIGNAL_BYTES_PER_SECOND = "--limits-signal-bytes-per-second";
  static final String SIGNAL_BYTES_BURST = "--limits-signal-bytes-burst";
  static final String COOLDOWN = "--reports-cooldown";
  static final String DRAIN = "--drain";
  static final String ALLOWED_ORIGINS = "--allowed-origins";
  static final String TRUSTED_PROXIES = "--trusted-proxies";
  static final String STUN_URLS = "--ice-stun-urls";
  static final String TURN_URLS = "--ice-turn-urls";
  static final String TURN_SECRET = "--ice-turn-secret";
  static final String RELAY = "--ice-relay";

  private Settings() {}
}

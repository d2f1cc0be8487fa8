package dropchat.signaling.app;

import static dropchat.signaling.app.Kind.duration;
import static dropchat.signaling.app.Kind.file;
import static dropchat.signaling.app.Kind.listOf;
import static dropchat.signaling.app.Kind.matching;
import static dropchat.signaling.app.Kind.network;
import static dropchat.signaling.app.Kind.number;
import static dropchat.signaling.app.Kind.oneOf;
import static dropchat.signaling.app.Kind.text;

import dropchat.cluster.ProcessId;
import dropchat.signaling.gateway.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One setting: {@code cluster.port} in YAML, {@code --cluster-port} on the command line, {@code
 * DROPCHAT_CLUSTER_PORT} in the environment.
 */
record Setting<T>(String name, String fallback, Kind<T> kind, String meaning) {

  private static final List<Setting<?>> DECLARED = new ArrayList<>();

  static final Setting<List<String>> ROLES =
      setting(
          "roles",
          "signaling,matchmaker",
          listOf(oneOf("signaling", "matchmaker")),
          "what this process does");
  static final Setting<Integer> LOOPS =
      setting(
          "loops",
          "1",
          number(1, ProcessId.MOST_NODES),
          "event loops for sockets, each a node of its own");
  static final Setting<String> HOST =
      setting("host", "127.0.0.1", address(), "address of the public port");
  static final Setting<Integer> PORT = setting("port", "8080", number(1, 65_535), "public port");
  static final Setting<String> MANAGEMENT_HOST =
      setting(
          "management.host",
          "",
          text("an address, or nothing"),
          "address of the management port; empty: that of host");
  static final Setting<Integer> MANAGEMENT_PORT =
      setting("management.port", "9090", number(1, 65_535), "port for health and metrics");
  static final Setting<String> CLUSTER_HOST =
      setting(
          "cluster.host",
          "127.0.0.1",
          matching("an address or a name of this machine, or a network: 10.0.0.0/8", "\\S+"),
          "address towards the other processes, or the network it lies in");
  static final Setting<Integer> CLUSTER_PORT =
      setting("cluster.port", "5701", number(1, 65_535), "port towards the other processes");
  static final Setting<List<String>> JOIN =
      setting(
          "join",
          "",
          listOf(matching("HOST:PORT", "\\S+:\\d{1,5}")),
          "some processes of the cluster, oneself too; empty: a process on its own");
  static final Setting<List<Network>> PRIVATE_NETWORKS =
      setting(
          "cluster.private-networks",
          "127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,169.254.0.0/16,"
              + "192.0.2.0/24,198.51.100.0/24,203.0.113.0/24,::1/128,fc00::/7,fe80::/10,2001:db8::/32",
          listOf(network()),
          "where the bus may do without TLS: no stranger can send anything there");
  static final Setting<String> TLS_CERTIFICATE =
      setting("cluster.tls-certificate", "", file("PEM"), "for the bus between the processes");
  static final Setting<String> TLS_KEY =
      setting("cluster.tls-key", "", file("PEM"), "of that certificate");
  static final Setting<String> TLS_AUTHORITY =
      setting("cluster.tls-authority", "", file("PEM"), "which signs the processes, and nobody else");
  static final Setting<String> LOG =
      setting(
          "log",
          "lifecycle",
          oneOf("lifecycle", "all"),
          "what is printed; all: for whoever looks for a fault, and still nothing of any client");
  static final Setting<List<String>> ALLOWED_ORIGINS =
      setting(
          "allowed-origins",
          "",
          listOf(matching("an origin like https://chat.example", "https?://[^/]+")),
          "pages on other hosts that may use this server");
  static final Setting<List<Network>> TRUSTED_PROXIES =
      setting(
          "trusted-proxies",
          "",
          listOf(network()),
          "who may say by X-Forwarded-For or Forwarded where a client comes from");
  static final Setting<String> PROXY_HEADER =
      setting(
          "proxy-header",
          "either",
          oneOf("either", "x-forwarded-for", "forwarded"),
          "where they say it; either: Forwarded only where there is no X-Forwarded-For");
  static final Setting<Duration> DRAIN =
      setting("drain", "10s", duration(), "over how long sockets are closed at a stop");

  static final Setting<Duration> ROUND =
      setting("match.round", "50ms", duration(), "time between two rounds of matching; 0ms: none");
  static final Setting<Duration> LANGUAGE_ONLY =
      setting("match.language-only-after", "3s", duration(), "a shared interest is waited for");
  static final Setting<Duration> ANYBODY =
      setting("match.anybody-after", "8s", duration(), "a shared language is waited for");
  static final Setting<Duration> PAIRING =
      setting("match.pairing", "60s", duration(), "how long a pairing is known at most");

  static final Setting<List<String>> STUN_URLS =
      setting(
          "ice.stun-urls",
          "",
          listOf(matching("a URL like stun:turn.example:3478", "stuns?:.+")),
          "where browsers learn their own address");
  static final Setting<List<String>> TURN_URLS =
      setting(
          "ice.turn-urls",
          "",
          listOf(matching("a URL like turn:turn.example:3478?transport=udp", "turns?:.+")),
          "relays for browsers that cannot, or do not want to, reach each other");
  static final Setting<String> TURN_SECRET =
      setting("ice.turn-secret", "", text("any text"), "shared with the TURN server");
  static final Setting<String> RELAY =
      setting(
          "ice.relay",
          "none",
          oneOf("none", "optional", "preferred", "required"),
          "whether people may, should or must hide their address");

  static final Setting<String> COUNTRY_DATABASE =
      setting(
          "country.database", "", file("MMDB"), "instead of the one in the jar");

  static final Setting<Integer> SOCKETS_PER_ADDRESS =
      limit("sockets-per-address", 64, "IPv4 address or IPv6 /64");
  static final Setting<Integer> CONNECTS_PER_SECOND =
      limit("connects-per-second", 20, "new sockets per address");
  static final Setting<Integer> CONNECT_BURST =
      limit("connect-burst", 60, "new sockets per address at once");
  static final Setting<Integer> SOCKETS = limit("sockets", 50_000, "sockets of this process");
  static final Setting<Integer> CONTROLS_PER_SECOND =
      limit("controls-per-second", 20, "control messages per socket");
  static final Setting<Integer> CONTROL_BURST =
      limit("control-burst", 60, "control messages per socket at once");
  static final Setting<Integer> SIGNALS_PER_SECOND =
      limit("signals-per-second", 200, "signals per socket");
  static final Setting<Integer> SIGNAL_BURST =
      limit("signal-burst", 600, "signals per socket at once");
  static final Setting<Integer> SIGNAL_BYTES_PER_SECOND =
      limit("signal-bytes-per-second", 64 * 1024, "bytes in signals per socket");
  static final Setting<Integer> SIGNAL_BYTES_BURST =
      limit("signal-bytes-burst", 192 * 1024, "bytes in signals per socket at once");
  static final Setting<Integer> UNSENT_BYTES =
      limit("unsent-bytes", 256 * 1024, "bytes waiting towards one socket");
  static final Setting<Duration> IDLE =
      setting("limits.idle", "10m", duration(), "how long a socket may stay without a join");

  static final Setting<Duration> PING =
      setting("limits.ping", "30s", duration(), "between two pings; nothing for two: gone");

  static final Setting<Integer> REPORTS =
      setting("reports.distinct", "3", number(1, 1_000), "so many people's reports cool down");
  static final Setting<Duration> REPORTS_WITHIN =
      setting("reports.within", "10m", duration(), "if they come within this time");
  static final Setting<Duration> COOLDOWN =
      setting("reports.cooldown", "5m", duration(), "the first cooldown; each further one doubles");
  static final Setting<Duration> LONGEST_COOLDOWN =
      setting("reports.longest-cooldown", "12h", duration(), "doubling ends here");
  static final Setting<Integer> TARGETS =
      setting("reports.targets-per-hour", "5", number(1, 1_000), "whom one person's reports hit");

  static final List<Setting<?>> ALL = Collections.unmodifiableList(DECLARED);

  String option() {
    return "--" + name.replace('.', '-');
  }

  String variable() {
    return "DROPCHAT_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static Setting<Integer> limit(String name, int fallback, String meaning) {
    return setting("limits." + name, Integer.toString(fallback), number(1, 1_000_000_000), meaning);
  }

  private static Kind<String> address() {
    return matching("an IP address or a host name of this machine", "\\S+");
  }

  private static <T> Setting<T> setting(
      String name, String fallback, Kind<T> kind, String meaning) {
    var setting = new Setting<>(name, fallback, kind, meaning);
    DECLARED.add(setting);
    return setting;
  }
}

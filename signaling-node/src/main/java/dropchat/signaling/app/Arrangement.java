package dropchat.signaling.app;

import dropchat.cluster.Join;
import dropchat.cluster.Membership;
import dropchat.matchmaker.line.Widening;
import dropchat.signaling.abuse.Handles;
import dropchat.signaling.abuse.Ledger;
import dropchat.signaling.gateway.Assets;
import dropchat.signaling.gateway.Counters;
import dropchat.signaling.gateway.Countries;
import dropchat.signaling.gateway.Crowd;
import dropchat.signaling.gateway.Forwarded;
import dropchat.signaling.gateway.Gate;
import dropchat.signaling.gateway.Limits;
import dropchat.signaling.gateway.Network;
import dropchat.signaling.gateway.Site;
import dropchat.signaling.gateway.TurnIce;
import dropchat.signaling.session.Rules;
import io.netty.util.NetUtil;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the settings mean to each part. */
record Arrangement(Settings settings) {

  private static final long PROPOSAL_MS = 1_000;
  private static final int WEBSOCKET_CLOSING_SECONDS = 1;

  /** Of a TCP connection; a WebSocket's pings come more often. */
  private static final int IDLE_SECONDS = 75;

  private <T> T get(Setting<T> setting) {
    return settings.get(setting);
  }

  Set<String> roles() {
    return Set.copyOf(get(Setting.ROLES));
  }

  /** How many nodes this process is. */
  int nodes() {
    return roles().contains(Membership.SIGNALING) ? get(Setting.LOOPS) : 0;
  }

  /**
   * No event loops but those of the nodes: what comes by the bus, or goes there, changes no thread.
   * Nothing on disk: no cache folder for files in the jar.
   */
  VertxOptions vertx() {
    return new VertxOptions()
        .setEventLoopPoolSize(Math.max(1, nodes()))
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /** Null: on its own. */
  Join join(long process) throws InvalidSettingException {
    var seeds = get(Setting.JOIN);
    if (seeds.isEmpty()) {
      return null;
    }
    var host = OwnAddress.of(get(Setting.CLUSTER_HOST));
    var tls = tls();
    if (tls == null
        && !Network.anyContains(
            get(Setting.PRIVATE_NETWORKS), NetUtil.createInetAddressFromIpAddressString(host))) {
      throw new InvalidSettingException(
          "--cluster-host: not allowed; allowed: an address in one of --cluster-private-networks,"
              + " or any together with --cluster-tls-certificate");
    }
    return new Join(host, get(Setting.CLUSTER_PORT), seeds, process, roles(), nodes(), tls);
  }

  private Join.Tls tls() {
    var certificate = get(Setting.TLS_CERTIFICATE);
    return certificate.isEmpty()
        ? null
        : new Join.Tls(certificate, get(Setting.TLS_KEY), get(Setting.TLS_AUTHORITY));
  }

  /** No compression: a small frame could inflate to a huge one. */
  HttpServerOptions http() {
    return new HttpServerOptions()
        .setStrictThreadMode(true) // a queue less in the HTTP connection under each WebSocket
        .setHost(get(Setting.HOST))
        .setPort(get(Setting.PORT))
        .setIdleTimeout(IDLE_SECONDS)
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(Limits.LARGEST_FRAME)
        .setMaxWebSocketMessageSize(Limits.LARGEST_FRAME)
        .addWebSocketSubProtocol(Gate.SUBPROTOCOL)
        .setWebSocketClosingTimeout(WEBSOCKET_CLOSING_SECONDS);
  }

  String page() {
    var host = get(Setting.HOST);
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + get(Setting.PORT);
  }

  String managementHost() {
    var host = get(Setting.MANAGEMENT_HOST);
    return host.isEmpty() ? get(Setting.HOST) : host;
  }

  Forwarded forwarded() {
    var header = get(Setting.PROXY_HEADER).toUpperCase(Locale.ROOT).replace('-', '_');
    return new Forwarded(get(Setting.TRUSTED_PROXIES), Forwarded.Header.valueOf(header));
  }

  /** Null where nobody comes in. The page and the countries are read at once: both take a while. */
  Gate gate(Counters counters) throws InvalidSettingException, IOException {
    if (!roles().contains(Membership.SIGNALING)) {
      return null;
    }
    var page = CompletableFuture.supplyAsync(Assets::read);
    var countries = countries();
    return new Gate(
        limits(),
        new Crowd(limits()),
        forwarded(),
        countries,
        get(Setting.ALLOWED_ORIGINS),
        new Site(page.join()),
        counters);
  }

  private Countries countries() throws InvalidSettingException, IOException {
    var file = get(Setting.COUNTRY_DATABASE);
    if (file.isEmpty()) {
      return new Countries(Arrangement.class.getResourceAsStream("/geo-whois-asn-country.mmdb"));
    }
    try {
      return new Countries(Files.newInputStream(Path.of(file)));
    } catch (IOException e) {
      throw new InvalidSettingException(
          "--country-database: not allowed; allowed: a readable MMDB file");
    }
  }

  Widening widening() {
    return new Widening(get(Setting.LANGUAGE_ONLY).toMillis(), get(Setting.ANYBODY).toMillis());
  }

  Rules rules() {
    return new Rules(
        PROPOSAL_MS, get(Setting.PAIRING).toMillis(), get(Setting.IDLE).toMillis(), widening());
  }

  /** Nothing tells browsers a way out of their own networks. */
  boolean leavesNetworksApart() {
    return get(Setting.STUN_URLS).isEmpty() && get(Setting.TURN_URLS).isEmpty();
  }

  TurnIce ice(Handles handles) {
    var secret = get(Setting.TURN_SECRET);
    return new TurnIce(
        get(Setting.STUN_URLS),
        get(Setting.TURN_URLS),
        secret.isEmpty() ? null : secret,
        handles::atRelay,
        get(Setting.RELAY),
        InstantSource.system());
  }

  Ledger.Rules reports() {
    return new Ledger.Rules(
        get(Setting.REPORTS),
        get(Setting.REPORTS_WITHIN),
        get(Setting.COOLDOWN),
        get(Setting.LONGEST_COOLDOWN),
        get(Setting.TARGETS));
  }

  Limits limits() {
    return new Limits(
        get(Setting.SOCKETS_PER_ADDRESS),
        rate(Setting.CONNECTS_PER_SECOND, Setting.CONNECT_BURST),
        get(Setting.SOCKETS),
        rate(Setting.CONTROLS_PER_SECOND, Setting.CONTROL_BURST),
        rate(Setting.SIGNALS_PER_SECOND, Setting.SIGNAL_BURST),
        rate(Setting.SIGNAL_BYTES_PER_SECOND, Setting.SIGNAL_BYTES_BURST),
        get(Setting.UNSENT_BYTES),
        (int) Math.max(1, get(Setting.PING).toSeconds()));
  }

  private Limits.Rate rate(Setting<Integer> perSecond, Setting<Integer> burst) {
    return new Limits.Rate(get(perSecond), get(burst));
  }
}

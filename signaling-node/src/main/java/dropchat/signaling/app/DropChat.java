package dropchat.signaling.app;

import dropchat.cluster.Batch;
import dropchat.cluster.BatchCodec;
import dropchat.cluster.Secret;
import dropchat.matchmaker.MatchmakerVerticle;
import dropchat.matchmaker.line.Widening;
import dropchat.signaling.abuse.AbuseDesk;
import dropchat.signaling.abuse.Handles;
import dropchat.signaling.abuse.Ledger;
import dropchat.signaling.gateway.Assets;
import dropchat.signaling.gateway.Countries;
import dropchat.signaling.gateway.Crowd;
import dropchat.signaling.gateway.Forwarded;
import dropchat.signaling.gateway.Gate;
import dropchat.signaling.gateway.GatewayVerticle;
import dropchat.signaling.gateway.Limits;
import dropchat.signaling.gateway.Site;
import dropchat.signaling.gateway.TurnIce;
import dropchat.signaling.session.House;
import dropchat.signaling.session.Rules;
import dropchat.signaling.session.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.logging.Logger;

/** One running process: everything wired together, for now all roles in one and no cluster. */
final class DropChat {

  private static final Logger LOG = Logger.getLogger("dropchat");
  private static final int WEBSOCKET_CLOSING_SECONDS = 1;

  /** Of a TCP connection; a WebSocket's pings come more often. */
  private static final int IDLE_SECONDS = 75;

  private final Settings settings;
  private final Vertx vertx;
  private final Metrics metrics = new Metrics();
  private final Management management;
  private final List<GatewayVerticle> gateways = new ArrayList<>();
  private Gate gate;

  private DropChat(Settings settings) {
    this.settings = settings;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setFileSystemOptions(
                    // nothing on disk: no cache folder for files in the jar
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    this.management = new Management(vertx, metrics);
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
  }

  /**
   * Returns once it is ready for clients.
   *
   * @throws IOException with one line for the operator, if a port or a file cannot be had
   */
  static DropChat start(Settings settings) throws IOException, InvalidSettingException {
    require(settings);
    var process = new DropChat(settings);
    try {
      process.deploy().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IOException("cannot start: " + e.getCause().getMessage());
    }
    LOG.info("ready at http://" + settings.get(Setting.HOST) + ":" + settings.get(Setting.PORT));
    return process;
  }

  /** Blocks until every client is gone, or has been closed on. */
  void drain() {
    LOG.info("draining");
    management.drain();
    gate.drain();
    long overMs = settings.get(Setting.DRAIN).toMillis();
    Future.all(gateways.stream().map(gateway -> gateway.drain(overMs)).toList())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void require(Settings settings) throws InvalidSettingException {
    if (settings.get(Setting.ROLES).stream().distinct().count() < 2) {
      throw new InvalidSettingException(
          "--roles: not allowed; allowed: signaling,matchmaker (a process on its own needs both)");
    }
    if (settings.get(Setting.ANYBODY).compareTo(settings.get(Setting.LANGUAGE_ONLY)) < 0) {
      throw new InvalidSettingException(
          "--match-anybody-after: not allowed; allowed: not before --match-language-only-after");
    }
    if (settings.get(Setting.TURN_URLS).isEmpty() != settings.get(Setting.TURN_SECRET).isEmpty()) {
      throw new InvalidSettingException(
          "--ice-turn-urls: not allowed; allowed: together with --ice-turn-secret, both or none");
    }
    boolean turn =
        !settings.get(Setting.TURN_URLS).isEmpty() && !settings.get(Setting.TURN_SECRET).isEmpty();
    if (!turn && !settings.get(Setting.RELAY).equals("none")) {
      throw new InvalidSettingException(
          "--ice-relay: not allowed; allowed: none, as long as --ice-turn-urls or --ice-turn-secret"
              + " is missing");
    }
  }

  private Future<?> deploy() throws IOException {
    var secret = Secret.random();
    var clock = InstantSource.system();
    var handles = new Handles(secret);
    var ledger = new Ledger(reportRules(), clock);
    gate = gate();
    var deployed = new ArrayList<Future<?>>();
    deployed.add(
        vertx.deployVerticle(
            new MatchmakerVerticle(
                widening(), settings.get(Setting.ROUND).toMillis(), metrics::waiting)));
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      var house =
          new House(rules(), new Tokens(secret), ice(clock), new AbuseDesk(handles, ledger));
      var gateway = new GatewayVerticle(gate, http(), house, ledger::report, metrics);
      gateways.add(gateway);
      deployed.add(vertx.deployVerticle(gateway));
    }
    var host = settings.get(Setting.MANAGEMENT_HOST);
    return Future.all(deployed)
        .compose(
            all ->
                management.listen(
                    host.isEmpty() ? settings.get(Setting.HOST) : host,
                    settings.get(Setting.MANAGEMENT_PORT)));
  }

  private Gate gate() throws IOException {
    var limits = limits();
    return new Gate(
        limits,
        new Crowd(limits),
        new Forwarded(
            settings.get(Setting.TRUSTED_PROXIES),
            Forwarded.Header.valueOf(
                settings.get(Setting.PROXY_HEADER).toUpperCase(Locale.ROOT).replace('-', '_'))),
        countries(),
        settings.get(Setting.ALLOWED_ORIGINS),
        new Site(Assets.read()),
        metrics);
  }

  private Countries countries() throws IOException {
    var file = settings.get(Setting.COUNTRY_DATABASE);
    if (file.isEmpty()) {
      return new Countries(DropChat.class.getResourceAsStream("/geo-whois-asn-country.mmdb"));
    }
    try {
      return new Countries(Files.newInputStream(Path.of(file)));
    } catch (IOException e) {
      throw new IOException("--country-database: not allowed; allowed: a readable MMDB file");
    }
  }

  /** No compression: a small frame could inflate to a huge one. */
  private HttpServerOptions http() {
    return new HttpServerOptions()
        .setHost(settings.get(Setting.HOST))
        .setPort(settings.get(Setting.PORT))
        .setIdleTimeout(IDLE_SECONDS)
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(Limits.LARGEST_FRAME)
        .setMaxWebSocketMessageSize(Limits.LARGEST_FRAME)
        .addWebSocketSubProtocol(Gate.SUBPROTOCOL)
        .setWebSocketClosingTimeout(WEBSOCKET_CLOSING_SECONDS);
  }

  private Widening widening() {
    return new Widening(
        settings.get(Setting.LANGUAGE_ONLY).toMillis(), settings.get(Setting.ANYBODY).toMillis());
  }

  private Rules rules() {
    return new Rules(
        1_000,
        settings.get(Setting.PAIRING).toMillis(),
        settings.get(Setting.IDLE).toMillis(),
        widening());
  }

  private TurnIce ice(InstantSource clock) {
    return new TurnIce(
        settings.get(Setting.STUN_URLS),
        settings.get(Setting.TURN_URLS),
        settings.get(Setting.TURN_SECRET).isEmpty() ? null : settings.get(Setting.TURN_SECRET),
        settings.get(Setting.RELAY),
        clock);
  }

  private Ledger.Rules reportRules() {
    return new Ledger.Rules(
        settings.get(Setting.REPORTS),
        settings.get(Setting.REPORTS_WITHIN),
        settings.get(Setting.COOLDOWN),
        settings.get(Setting.LONGEST_COOLDOWN),
        settings.get(Setting.TARGETS));
  }

  private Limits limits() {
    return new Limits(
        settings.get(Setting.SOCKETS_PER_ADDRESS),
        rate(Setting.CONNECTS_PER_SECOND, Setting.CONNECT_BURST),
        settings.get(Setting.SOCKETS),
        rate(Setting.CONTROLS_PER_SECOND, Setting.CONTROL_BURST),
        rate(Setting.SIGNALS_PER_SECOND, Setting.SIGNAL_BURST),
        rate(Setting.SIGNAL_BYTES_PER_SECOND, Setting.SIGNAL_BYTES_BURST),
        settings.get(Setting.UNSENT_BYTES));
  }

  private Limits.Rate rate(Setting<Integer> perSecond, Setting<Integer> burst) {
    return new Limits.Rate(settings.get(perSecond), settings.get(burst));
  }
}

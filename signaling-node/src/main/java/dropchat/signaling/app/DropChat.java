package dropchat.signaling.app;

import dropchat.cluster.Address;
import dropchat.cluster.Batch;
import dropchat.cluster.BatchCodec;
import dropchat.cluster.Join;
import dropchat.cluster.Join.Joined;
import dropchat.cluster.Membership;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Secret;
import dropchat.cluster.Solo;
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
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** One running process: everything wired together. */
final class DropChat {

  private static final Logger LOG = Logger.getLogger("dropchat");
  private static final int WEBSOCKET_CLOSING_SECONDS = 1;

  /** Of a TCP connection; a WebSocket's pings come more often. */
  private static final int IDLE_SECONDS = 75;

  private final Settings settings;
  private final Vertx vertx;
  private final Membership membership;
  private final Metrics metrics = new Metrics();
  private final Management management;
  private final List<GatewayVerticle> gateways = new ArrayList<>();
  private Gate gate;

  private DropChat(Settings settings, Joined joined) {
    this.settings = settings;
    this.vertx = joined.vertx();
    this.membership = joined.membership();
    this.management = new Management(vertx, membership, metrics);
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
  }

  /**
   * Returns once it is ready for clients.
   *
   * @throws IOException with one line for the operator, if a port or a file cannot be had
   */
  static DropChat start(Settings settings) throws IOException, InvalidSettingException {
    require(settings);
    try {
      var process = new DropChat(settings, await(join(settings)));
      await(process.deploy());
      LOG.info("ready at http://" + settings.get(Setting.HOST) + ":" + settings.get(Setting.PORT));
      return process;
    } catch (CompletionException e) {
      throw new IOException("cannot start: " + e.getCause().getMessage());
    }
  }

  /**
   * Blocks until every client is gone, or has been closed on, and the cluster knows that we leave.
   */
  void drain() {
    LOG.info("draining");
    management.drain();
    if (gate != null) {
      gate.drain();
    }
    long overMs = settings.get(Setting.DRAIN).toMillis();
    await(Future.all(gateways.stream().map(gateway -> gateway.drain(overMs)).toList()));
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static Future<Joined> join(Settings settings) throws InvalidSettingException {
    var options =
        new VertxOptions()
            .setFileSystemOptions(
                // nothing on disk: no cache folder for files in the jar
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    long self = ProcessId.random();
    var roles = Set.copyOf(settings.get(Setting.ROLES));
    var seeds = settings.get(Setting.JOIN);
    if (seeds.isEmpty()) {
      return Future.succeededFuture(new Joined(Vertx.vertx(options), new Solo(self, roles)));
    }
    PauseWatch.start();
    return new Join(
            OwnAddress.of(settings.get(Setting.CLUSTER_HOST)),
            settings.get(Setting.CLUSTER_PORT),
            seeds,
            self,
            roles,
            tls(settings))
        .with(options);
  }

  private static Join.Tls tls(Settings settings) {
    var certificate = settings.get(Setting.TLS_CERTIFICATE);
    return certificate.isEmpty()
        ? null
        : new Join.Tls(
            certificate, settings.get(Setting.TLS_KEY), settings.get(Setting.TLS_AUTHORITY));
  }

  private static void require(Settings settings) throws InvalidSettingException {
    long roles = settings.get(Setting.ROLES).stream().distinct().count();
    if (roles == 0 || roles == 1 && settings.get(Setting.JOIN).isEmpty()) {
      throw new InvalidSettingException(
          "--roles: not allowed; allowed: signaling,matchmaker, or one of them together with"
              + " --join");
    }
    long tls =
        Stream.of(Setting.TLS_CERTIFICATE, Setting.TLS_KEY, Setting.TLS_AUTHORITY)
            .filter(file -> !settings.get(file).isEmpty())
            .count();
    if (tls == 1 || tls == 2) {
      throw new InvalidSettingException(
          "--cluster-tls-certificate: not allowed; allowed: together with --cluster-tls-key and"
              + " --cluster-tls-authority, all three or none");
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
    var ledger = new Ledger(reportRules(), InstantSource.system());
    var roles = settings.get(Setting.ROLES);
    Future<?> deployed =
        vertx
            .eventBus()
            .<JsonObject>consumer(Address.REPORTS, report -> count(report.body(), ledger))
            .completion();
    if (roles.contains(Membership.MATCHMAKER)) {
      deployed = deployed.compose(before -> vertx.deployVerticle(matchmaker()));
    }
    if (roles.contains("signaling")) {
      gate = gate();
      deployed =
          deployed
              .compose(before -> new Initiation(vertx, membership, ledger).undergo())
              .compose(secret -> deployGateways(secret, ledger));
    } else {
      deployed = deployed.compose(before -> new Initiation(vertx, membership, ledger).undergo());
    }
    var host = settings.get(Setting.MANAGEMENT_HOST);
    return deployed.compose(
        all ->
            management.listen(
                host.isEmpty() ? settings.get(Setting.HOST) : host,
                settings.get(Setting.MANAGEMENT_PORT)));
  }

  private MatchmakerVerticle matchmaker() {
    return new MatchmakerVerticle(
        membership, widening(), settings.get(Setting.ROUND).toMillis(), metrics::waiting);
  }

  private Future<?> deployGateways(Secret secret, Ledger ledger) {
    var abuse = new AbuseDesk(new Handles(secret), ledger);
    var deployed = new ArrayList<Future<?>>();
    for (int i = 1; i <= Runtime.getRuntime().availableProcessors(); i++) {
      var house = new House(rules(), new Tokens(secret), ice(), abuse);
      var node = ProcessId.node(membership.self(), i);
      var gateway =
          new GatewayVerticle(
              node,
              membership,
              gate,
              http(),
              house,
              (subject, recipient) -> report(ledger, subject, recipient),
              metrics);
      gateways.add(gateway);
      deployed.add(vertx.deployVerticle(gateway));
    }
    return Future.all(deployed);
  }

  /** Every process counts every report, so any of them may die; this one before it answers. */
  private void report(Ledger ledger, int subject, int recipient) {
    ledger.report(subject, recipient);
    vertx
        .eventBus()
        .publish(
            Address.REPORTS,
            new JsonObject()
                .put("process", membership.self())
                .put("subject", subject)
                .put("recipient", recipient));
  }

  private void count(JsonObject report, Ledger ledger) {
    if (report.getLong("process") != membership.self()) {
      ledger.report(report.getInteger("subject"), report.getInteger("recipient"));
    }
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

  private TurnIce ice() {
    return new TurnIce(
        settings.get(Setting.STUN_URLS),
        settings.get(Setting.TURN_URLS),
        settings.get(Setting.TURN_SECRET).isEmpty() ? null : settings.get(Setting.TURN_SECRET),
        settings.get(Setting.RELAY),
        InstantSource.system());
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

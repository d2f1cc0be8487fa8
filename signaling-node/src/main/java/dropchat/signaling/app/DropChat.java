package dropchat.signaling.app;

import dropchat.cluster.BatchCodec;
import dropchat.cluster.Join.Joined;
import dropchat.cluster.Membership;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Secret;
import dropchat.cluster.Solo;
import dropchat.matchmaker.MatchmakerVerticle;
import dropchat.signaling.abuse.AbuseDesk;
import dropchat.signaling.abuse.Handles;
import dropchat.signaling.abuse.Ledger;
import dropchat.signaling.gateway.Gate;
import dropchat.signaling.gateway.GatewayVerticle;
import dropchat.signaling.session.House;
import dropchat.signaling.session.Tokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** One running process: everything wired together. */
final class DropChat {

  private static final Logger LOG = Logger.getLogger("dropchat");

  /**
   * Two who leave at once may wait for each other's answer, in Hazelcast, for a minute or for ever.
   */
  private static final int GOODBYE_SECONDS = 5;

  /** Exit code of a process that hangs, was paused, is not heard, or lost the time of day. */
  private static final int OF_NO_USE = 3;

  private final Settings settings;
  private final Arrangement arrangement;
  private final Vertx vertx;
  private final Membership membership;
  private final Metrics metrics;

  /** Null where this process takes no clients. */
  private final Gate gate;

  private final Management management;
  private final PauseWatch watch;
  private final Ledger ledger;
  private final SharedLedger reports;
  private final List<GatewayVerticle> gateways = new ArrayList<>();
  private MatchmakerVerticle matchmaker;

  /** The timer that looks whether it is heard; none where it is alone. */
  private long lookout = -1;

  private DropChat(
      Arrangement arrangement, Metrics metrics, Gate gate, Joined joined, PauseWatch watch) {
    this.settings = arrangement.settings();
    this.arrangement = arrangement;
    this.metrics = metrics;
    this.gate = gate;
    this.vertx = joined.vertx();
    this.membership = joined.membership();
    this.watch = watch;
    this.management = new Management(vertx, this::leader, metrics, this::isDeaf);
    this.ledger = new Ledger(arrangement.reports(), InstantSource.system());
    this.reports = new SharedLedger(vertx, membership.self(), ledger);
  }

  /**
   * Returns once it takes clients. Nobody sends any until {@link #tellReady}.
   *
   * @throws IOException with one line for the operator, if a port cannot be had, or the page cannot
   *     be read
   */
  static DropChat start(Settings settings) throws IOException, InvalidSettingException {
    Combinations.check(settings);
    var arrangement = new Arrangement(settings);
    var metrics = new Metrics();
    var watch = new PauseWatch(DropChat::end);
    try {
      var joining = join(arrangement, watch);
      var gate = arrangement.gate(metrics); // meanwhile
      var process = new DropChat(arrangement, metrics, gate, await(joining), watch);
      await(process.deploy());
      process.watchOverItself();
      return process;
    } catch (CompletionException e) {
      throw cannotStart(e);
    }
  }

  /**
   * Whoever asks, and whoever reads the log.
   *
   * @throws IOException if the port for those who ask cannot be had
   */
  void tellReady() throws IOException {
    int port = settings.get(Setting.MANAGEMENT_PORT);
    var listening = management.listen(arrangement.managementHost(), port);
    try {
      await(Ports.named(Setting.MANAGEMENT_PORT, port, listening));
    } catch (CompletionException e) {
      throw cannotStart(e);
    }
    if (gate != null && arrangement.leavesNetworksApart()) {
      LOG.info(
          "neither --ice-stun-urls nor --ice-turn-urls: people in different networks will hardly"
              + " hear each other");
    }
    LOG.info(ready());
  }

  private static IOException cannotStart(CompletionException e) {
    return new IOException("cannot start: " + e.getCause().getMessage());
  }

  private String ready() {
    var ready = gate == null ? "ready" : "ready at " + arrangement.page();
    if (settings.get(Setting.JOIN).isEmpty()) {
      return ready;
    }
    int members = membership.members().size();
    return ready + (members == 1 ? ", alone: no other --join answers yet" : ", one of " + members);
  }

  /** One of many that is of no use must not stand in the others' way. Something restarts it. */
  private void watchOverItself() {
    if (settings.get(Setting.JOIN).isEmpty()) {
      return;
    }
    watch.watch(vertx);
    var deaf = new DeafWatch(membership, matchmaker, gateways, DropChat::end);
    lookout = vertx.setPeriodic(DeafWatch.LOOK_MS, passed -> deaf.look());
  }

  /** Even where whoever reads the log has stopped reading. */
  private static void end(String why) {
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(DropChat::halt);
    LOG.severe(why);
    halt();
  }

  private static void halt() {
    Runtime.getRuntime().halt(OF_NO_USE);
  }

  private OptionalLong leader() {
    return gateways.isEmpty() ? membership.leader() : gateways.getFirst().leader();
  }

  private boolean isDeaf() {
    return gateways.stream().anyMatch(GatewayVerticle::isDeaf);
  }

  /**
   * Blocks until every client is gone, or has been closed on, and the cluster knows that we leave;
   * or for so long that it will have to find out.
   */
  void drain() {
    LOG.info("draining");
    watch.unwatch();
    vertx.cancelTimer(lookout);
    management.drain();
    if (gate != null) {
      gate.drain();
    }
    long overMs = settings.get(Setting.DRAIN).toMillis();
    var handedOver = membership.retire();
    await(Future.all(gateways.stream().map(gateway -> gateway.drain(overMs)).toList()));
    await(handedOver);
    LateTasks.areNoNews();
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .completeOnTimeout(null, GOODBYE_SECONDS, TimeUnit.SECONDS)
        .join();
    watch.stop();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private static Future<Joined> join(Arrangement arrangement, PauseWatch watch)
      throws InvalidSettingException {
    long self = ProcessId.random();
    var join = arrangement.join(self);
    if (join == null) {
      var solo = new Solo(self, arrangement.roles());
      return Future.succeededFuture(
          new Joined(BatchCodec.taughtTo(Vertx.vertx(arrangement.vertx())), solo));
    }
    watch.start();
    return Ports.claim(Setting.CLUSTER_PORT, join.host(), join.port())
        .compose(free -> join.with(arrangement.vertx()));
  }

  private Future<?> deploy() {
    var roles = arrangement.roles();
    return reports
        .listen()
        .compose(heard -> roles.contains(Membership.MATCHMAKER) ? deployMatchmaker() : nothing())
        .compose(
            deployed ->
                new Initiation(vertx, membership, ledger, reports, InstantSource.system())
                    .undergo())
        .compose(secret -> gate == null ? nothing() : deployGateways(secret));
  }

  private static Future<Void> nothing() {
    return Future.succeededFuture();
  }

  private Future<Void> deployMatchmaker() {
    long roundMs = settings.get(Setting.ROUND).toMillis();
    matchmaker = new MatchmakerVerticle(membership, arrangement.widening(), roundMs, metrics);
    return vertx.deployVerticle(matchmaker).mapEmpty();
  }

  private Future<Void> deployGateways(Secret secret) {
    var handles = new Handles(secret);
    var abuse = new AbuseDesk(handles, ledger);
    for (int i = 1; i <= arrangement.nodes(); i++) {
      var ice = arrangement.ice(handles);
      var house = new House(arrangement.rules(), new Tokens(secret), ice, abuse);
      var node = ProcessId.node(membership.self(), i);
      gateways.add(
          new GatewayVerticle(node, membership, gate, arrangement.http(), house, reports, metrics));
    }
    var deployed = Future.all(gateways.stream().map(vertx::deployVerticle).toList());
    return Ports.named(Setting.PORT, settings.get(Setting.PORT), deployed).mapEmpty();
  }
}

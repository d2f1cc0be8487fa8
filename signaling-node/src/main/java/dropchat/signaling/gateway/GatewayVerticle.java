package dropchat.signaling.gateway;

import dropchat.cluster.Address;
import dropchat.cluster.BusMessage;
import dropchat.cluster.Inbox;
import dropchat.cluster.Membership;
import dropchat.cluster.Outbox;
import dropchat.cluster.SteadyClock;
import dropchat.matchmaker.Matchmaker;
import dropchat.signaling.session.Allegiance;
import dropchat.signaling.session.Effects;
import dropchat.signaling.session.House;
import dropchat.signaling.session.Switchboard;
import dropchat.signaling.wire.ServerMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One event loop's share of the public port, and one node of the cluster: owns its sockets, their
 * sessions and one bus address. Carries out what its {@link Switchboard} decides.
 *
 * <p>A signal's way to a peer of another node: {@link FrameSocket} reads a frame, {@link
 * Connection} checks it and hands it to {@link Sockets}, the {@link Switchboard} has its session
 * address it to the partner's seat, {@link Outbox} puts it to all else that this pass has for that
 * node. There: {@link Inbox}, {@link #hear}, the {@link Switchboard}, the session of that seat,
 * which takes it only from its partner, {@link Sockets}, {@link Connection}, {@link FrameSocket}.
 */
public final class GatewayVerticle extends VerticleBase implements Inbox.Listener, Effects {

  private static final long FAST_MS = 100;
  private static final long SLOW_MS = 250;
  private static final long SECOND_MS = 1_000;

  private final long node;
  private final Membership membership;
  private final Gate gate;
  private final HttpServerOptions http;
  private final House house;
  private final Reports reports;
  private final Counters counters;
  private final Allegiance allegiance;
  private Switchboard board;
  private Sockets sockets;
  private Outbox outbox;
  private HttpServer server;

  /** Where reports go to be counted. */
  public interface Reports {
    void add(int subject, int recipient);
  }

  /**
   * @param node this verticle's number, see {@link dropchat.cluster.ProcessId}
   */
  public GatewayVerticle(
      long node,
      Membership membership,
      Gate gate,
      HttpServerOptions http,
      House house,
      Reports reports,
      Counters counters) {
    this.node = node;
    this.membership = membership;
    this.gate = gate;
    this.http = http;
    this.house = house;
    this.reports = reports;
    this.counters = counters;
    this.allegiance =
        new Allegiance(
            membership.self(),
            (process, message) -> outbox.toMatchmaker(process, message),
            () -> board.announceAnew(nowMs()));
  }

  @Override
  public Future<?> start() {
    board = new Switchboard(node, house, this);
    sockets = new Sockets(context, gate, counters, board);
    outbox = new Outbox(vertx, node, stuck -> board.stuck(stuck, nowMs()));
    membership.onChange(change -> context.runOnContext(now -> onMembership(change)));
    vertx.setPeriodic(FAST_MS, timer -> board.tickFast(nowMs()));
    vertx.setPeriodic(SLOW_MS, timer -> tickSlow());
    vertx.setPeriodic(SECOND_MS, timer -> sockets.tick());
    vertx.setPeriodic(Matchmaker.ANNOUNCE_MS, timer -> announce());
    var patience = new Patience(vertx);
    server =
        vertx
            .createHttpServer(http)
            .connectionHandler(patience::onConnection)
            .requestHandler(patience.before(gate.handler(sockets::open)));
    return Inbox.open(vertx, Address.node(node), this, counters::batchRefused)
        .compose(registered -> server.listen())
        .onSuccess(listening -> choose(membership.members()));
  }

  private void tickSlow() {
    board.tickSlow(nowMs());
    allegiance.follow(nowMs());
  }

  private void announce() {
    board.announce();
    allegiance.announce(board.sockets(), nowMs());
    if (!allegiance.hearsAll(Matchmaker.SILENT_MS, nowMs())) {
      membership.renew();
    }
  }

  /**
   * Whether the matchmaker that leads this node, which answers each announcement, has not been
   * heard for three of them. Thread safe.
   */
  public boolean isDeaf() {
    return allegiance.leaderSilentForMs(nowMs()) > Matchmaker.SILENT_MS;
  }

  /** For how long no matchmaker of another process has been heard. Thread safe. */
  public long othersSilentForMs() {
    return allegiance.othersSilentForMs(nowMs());
  }

  /** The process whose matchmaker leads this node. Thread safe. */
  public OptionalLong leader() {
    return allegiance.leader();
  }

  private void choose(List<Membership.Member> members) {
    allegiance.choose(Membership.matchmakers(members), nowMs());
  }

  private void onMembership(Membership.Change change) {
    for (long process : change.gone()) {
      outbox.gone(process);
      board.gone(process, nowMs());
    }
    choose(change.members());
  }

  /** Tells every client, then closes their sockets one by one, spread over this time. */
  public Future<Void> drain(long overMs) {
    var drained = Promise.<Void>promise();
    context.runOnContext(
        v -> {
          board.drain();
          sockets.drain(overMs).onComplete(drained);
        });
    return drained.future();
  }

  @Override
  public void hear(long from, BusMessage message) {
    long nowMs = nowMs();
    if (allegiance.hear(from, message, nowMs)) {
      board.heard(message, nowMs);
    }
  }

  // ---- what the switchboard decided

  @Override
  public void toClient(long socket, ServerMessage message) {
    if (message instanceof ServerMessage.Matched) {
      counters.matched();
    }
    sockets.tell(socket, message);
  }

  @Override
  public void toClient(long socket, byte[] signal) {
    sockets.deliver(socket, signal);
  }

  @Override
  public void close(long socket, short code) {
    sockets.close(socket, code);
  }

  @Override
  public void toNode(long to, BusMessage message) {
    outbox.toNode(to, message);
  }

  @Override
  public void toMatchmaker(BusMessage message) {
    allegiance.toLeader(message);
  }

  @Override
  public Map<String, Object> held(long socket) {
    return sockets.held(socket);
  }

  @Override
  public void report(int subject, int recipient) {
    reports.add(subject, recipient);
  }

  private static long nowMs() {
    return SteadyClock.ms();
  }
}

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
import dropchat.signaling.session.Origin;
import dropchat.signaling.session.Switchboard;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ServerMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One event loop's share of the public port, and one node of the cluster: owns its sockets, their
 * sessions and one bus address. Carries out what its {@link Switchboard} decides.
 */
public final class GatewayVerticle extends VerticleBase
    implements Inbox.Listener, Effects, Connection.Listener {

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
  private final Map<Long, Connection> connections = new HashMap<>();
  private Switchboard board;
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
    outbox = new Outbox(vertx, node, stuck -> board.stuck(stuck, nowMs()));
    membership.onChange(change -> context.runOnContext(now -> onMembership(change)));
    vertx.setPeriodic(FAST_MS, timer -> board.tickFast(nowMs()));
    vertx.setPeriodic(SLOW_MS, timer -> tickSlow());
    vertx.setPeriodic(
        SECOND_MS, timer -> List.copyOf(connections.values()).forEach(Connection::tick));
    vertx.setPeriodic(Matchmaker.ANNOUNCE_MS, timer -> announce());
    var patience = new Patience(vertx);
    server =
        vertx
            .createHttpServer(http)
            .connectionHandler(patience::onConnection)
            .requestHandler(patience.before(gate.handler(this::onSocket)));
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
    allegiance.announce(connections.size(), nowMs());
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
          var open = new ArrayList<>(connections.values());
          for (int i = 0; i < open.size(); i++) {
            var connection = open.get(i);
            vertx.setTimer(
                Math.max(1, overMs * (i + 1) / open.size()),
                timer -> connection.close(CloseCode.RESTARTING));
          }
          awaitEmpty(drained, nowMs() + overMs + SECOND_MS);
        });
    return drained.future();
  }

  private void awaitEmpty(Promise<Void> drained, long deadlineMs) {
    if (connections.isEmpty() || nowMs() >= deadlineMs) {
      drained.complete();
    } else {
      vertx.setTimer(20, timer -> awaitEmpty(drained, deadlineMs));
    }
  }

  private void onSocket(ServerWebSocket socket, Origin origin) {
    if (socket.isClosed()) {
      gate.left(origin);
      return;
    }
    var id = board.open(origin, nowMs());
    connections.put(id, new Connection(id, origin, socket, context, gate.limits(), this));
    counters.socketOpened();
    board.welcome(id);
    if (gate.isDraining()) {
      // its upgrade was under way when the others were told
      connections.get(id).close(CloseCode.RESTARTING);
    }
  }

  @Override
  public void onControl(Connection from, ClientMessage message) {
    board.said(from.id(), message, nowMs());
  }

  @Override
  public void onSignal(Connection from, byte[] signal) {
    counters.signal();
    board.signalled(from.id(), signal, nowMs());
  }

  @Override
  public void onEnd(Connection connection) {
    board.closed(connection.id(), nowMs());
  }

  @Override
  public void onClosed(Connection connection) {
    connections.remove(connection.id());
    gate.left(connection.origin());
    counters.socketClosed();
  }

  @Override
  public void hear(long from, BusMessage message) {
    if (allegiance.hear(from, message, nowMs())) {
      board.heard(message, nowMs());
    }
  }

  // ---- what the switchboard decided

  @Override
  public void toClient(long socket, ServerMessage message) {
    if (message instanceof ServerMessage.Matched) {
      counters.matched();
    }
    var connection = connections.get(socket);
    if (connection != null) {
      connection.tell(message);
    }
  }

  @Override
  public void toClient(long socket, byte[] signal) {
    var connection = connections.get(socket);
    if (connection != null) {
      connection.deliver(signal);
    }
  }

  @Override
  public void close(long socket, short code) {
    var connection = connections.get(socket);
    if (connection != null) {
      connection.close(code);
    }
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
    var held = connections.get(socket).held();
    held.putAll(gate.held(connections.get(socket).origin()));
    return held;
  }

  @Override
  public void report(int subject, int recipient) {
    reports.add(subject, recipient);
  }

  private static long nowMs() {
    return SteadyClock.ms();
  }
}

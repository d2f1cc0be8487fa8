package dropchat.signaling.gateway;

import dropchat.cluster.SteadyClock;
import dropchat.signaling.session.Origin;
import dropchat.signaling.session.Switchboard;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ServerMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sockets of one event loop, by the numbers that the switchboard knows them by. What is for one
 * that is gone is dropped. All on that event loop.
 */
final class Sockets implements Connection.Listener {

  private static final long LAST_MS = 1_000;
  private static final long LOOK_MS = 20;

  private final Context context;
  private final Gate gate;
  private final Counters counters;
  private final Switchboard board;
  private final Map<Long, Connection> connections = new HashMap<>();

  Sockets(Context context, Gate gate, Counters counters, Switchboard board) {
    this.context = context;
    this.gate = gate;
    this.counters = counters;
    this.board = board;
  }

  /** Takes over a socket that the gate has let in. */
  void open(ServerWebSocket socket, Origin origin) {
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
      close(id, CloseCode.RESTARTING);
    }
  }

  /** To be called every second. */
  void tick() {
    List.copyOf(connections.values()).forEach(Connection::tick);
  }

  void tell(long socket, ServerMessage message) {
    var connection = connections.get(socket);
    if (connection != null) {
      connection.tell(message);
    }
  }

  void deliver(long socket, byte[] signal) {
    var connection = connections.get(socket);
    if (connection != null) {
      connection.deliver(signal);
    }
  }

  void close(long socket, short code) {
    var connection = connections.get(socket);
    if (connection != null) {
      connection.close(code);
    }
  }

  /** All that is kept of an open one and of its address, by name. */
  Map<String, Object> held(long socket) {
    var connection = connections.get(socket);
    var held = connection.held();
    held.putAll(gate.held(connection.origin()));
    return held;
  }

  /** Closes one after the other, evenly over this time, and waits a little for the last ones. */
  Future<Void> drain(long overMs) {
    var vertx = context.owner();
    var open = List.copyOf(connections.values());
    for (int i = 0; i < open.size(); i++) {
      var connection = open.get(i);
      vertx.setTimer(
          Math.max(1, overMs * (i + 1) / open.size()),
          timer -> connection.close(CloseCode.RESTARTING));
    }
    var drained = Promise.<Void>promise();
    awaitNone(drained, nowMs() + overMs + LAST_MS);
    return drained.future();
  }

  private void awaitNone(Promise<Void> drained, long deadlineMs) {
    if (connections.isEmpty() || nowMs() >= deadlineMs) {
      drained.complete();
    } else {
      context.owner().setTimer(LOOK_MS, timer -> awaitNone(drained, deadlineMs));
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

  private static long nowMs() {
    return SteadyClock.ms();
  }
}

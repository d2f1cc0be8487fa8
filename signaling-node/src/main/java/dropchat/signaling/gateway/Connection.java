package dropchat.signaling.gateway;

import dropchat.signaling.session.Origin;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ServerMessage;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client's WebSocket, from its welcome to its end, which it finds where a limit or the protocol
 * is broken, where its client does not read, or answers nothing. Lives on one event loop.
 */
final class Connection implements FrameSocket.Listener, Intake.Listener {

  /** Who is told what a client does. */
  interface Listener {
    void onControl(Connection from, ClientMessage message);

    void onSignal(Connection from, byte[] signal);

    /**
     * No more is heard from it or said to it. Once, and never within another call of this
     * connection.
     */
    void onEnd(Connection connection);

    /** The socket is closed. Once, after {@link #onEnd}. */
    void onClosed(Connection connection);
  }

  private static final Logger LOG = Logger.getLogger("dropchat.gateway");
  private static final int CLOSING_SECONDS = 2;

  private final long id;
  private final Origin origin;
  private final FrameSocket socket;
  private final Context context;
  private final Limits limits;
  private final Listener listener;
  private final Intake intake;
  private boolean closing;
  private boolean ended;

  /** Counted from the start of this connection. */
  private int seconds;

  private int heardAtSecond;
  private int endedAtSecond;

  Connection(
      long id,
      Origin origin,
      ServerWebSocket socket,
      Context context,
      Limits limits,
      Listener listener) {
    this.id = id;
    this.origin = origin;
    this.context = context;
    this.limits = limits;
    this.listener = listener;
    this.intake = new Intake(limits, this);
    this.socket = FrameSocket.takeOver(socket, context, limits.unsentBytes(), this);
  }

  /** The number the switchboard knows it by. */
  long id() {
    return id;
  }

  Origin origin() {
    return origin;
  }

  /** All that is kept of the connection, by name. */
  Map<String, Object> held() {
    var held = new LinkedHashMap<String, Object>();
    held.put("connectedSeconds", seconds);
    held.put("heardSecondsAgo", seconds - heardAtSecond);
    held.put("closing", closing);
    held.putAll(intake.held());
    return held;
  }

  void tell(ServerMessage message) {
    if (mayWrite()) {
      socket.text(message.toJson().encode());
    }
  }

  void deliver(byte[] signal) {
    if (mayWrite()) {
      socket.binary(signal);
    }
  }

  void close(short code) {
    if (!closing && socket.isOpen()) {
      closing = true;
      socket.close(code);
      context.runOnContext(later -> end());
    }
  }

  /** To be called every second: pings now and then, gives up on who answers nothing. */
  void tick() {
    seconds++;
    if (ended) {
      // the close frame of a client that does not read never leaves: no politeness then
      if (seconds - endedAtSecond >= CLOSING_SECONDS) {
        socket.cut();
      }
    } else if (seconds - heardAtSecond >= 2 * limits.pingSeconds()) {
      close(CloseCode.OVERLOADED);
    } else if (seconds % limits.pingSeconds() == 0 && mayWrite()) {
      socket.ping();
    }
  }

  @Override
  public void onClosed() {
    closing = true;
    end();
    listener.onClosed(this);
  }

  private void end() {
    if (!ended) {
      ended = true;
      endedAtSecond = seconds;
      listener.onEnd(this);
    }
  }

  /** The decoder knows the close code that the broken rule asks for. */
  @Override
  public void onCorrupted(CorruptedWebSocketFrameException corrupted) {
    close((short) corrupted.closeStatus().code());
  }

  private boolean mayWrite() {
    if (closing || !socket.isOpen()) {
      return false;
    }
    if (socket.isFull()) {
      close(CloseCode.OVERLOADED);
      return false;
    }
    return true;
  }

  @Override
  public void onFrame(WebSocketFrame frame) {
    heardAtSecond = seconds;
    if (closing) {
      return;
    }
    try {
      take(frame);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "a client's message could not be handled", e);
      close(CloseCode.SERVER_FAULT);
    }
  }

  private void take(WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame) {
      closing = true;
      context.runOnContext(later -> end()); // whatever becomes of the handshake of closing
      return;
    }
    try {
      intake.take(frame);
    } catch (BrokenRuleException broken) {
      broken.error().ifPresent(error -> tell(new ServerMessage.Error(error)));
      close(broken.closeCode());
    }
  }

  @Override
  public void onControl(ClientMessage message) {
    listener.onControl(this, message);
  }

  @Override
  public void onSignal(byte[] signal) {
    listener.onSignal(this, signal);
  }

  @Override
  public void onPing(byte[] payload) {
    if (mayWrite()) {
      socket.pong(payload);
    }
  }
}

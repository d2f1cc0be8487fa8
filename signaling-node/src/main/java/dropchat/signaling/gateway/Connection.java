package dropchat.signaling.gateway;

import dropchat.signaling.session.Origin;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessages;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.MalformedMessageException;
import dropchat.signaling.wire.ServerMessage;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client's WebSocket: puts frames together, counts what comes in and what waits to go out, and
 * ends the socket where a limit or the protocol is broken. Lives on one event loop.
 */
final class Connection implements FrameSocket.Listener {

  /** Who is told what came in. */
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
  private final Allowances allowances;
  private Buffer fragments;
  private boolean fragmentsAreText;
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
    this.allowances = new Allowances(limits);
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
    held.put("unfinishedBytes", fragments == null ? 0 : fragments.length());
    held.put("closing", closing);
    held.putAll(allowances.held());
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
    switch (frame) {
      case TextWebSocketFrame text -> onPart(text, true);
      case BinaryWebSocketFrame binary -> onPart(binary, false);
      case ContinuationWebSocketFrame more -> onPart(more, fragmentsAreText);
      case PingWebSocketFrame ping -> onPing(ping);
      case PongWebSocketFrame pong -> mayControl();
      case CloseWebSocketFrame close -> {
        closing = true;
        context.runOnContext(later -> end()); // whatever becomes of the handshake of closing
      }
      default -> throw new AssertionError(frame.getClass());
    }
  }

  private void onPing(PingWebSocketFrame ping) {
    if (mayControl() && mayWrite()) {
      socket.pong(ByteBufUtil.getBytes(ping.content()));
    }
  }

  private void onPart(WebSocketFrame frame, boolean text) {
    fragmentsAreText = text;
    int size = frame.content().readableBytes() + (fragments == null ? 0 : fragments.length());
    if (size > (text ? Limits.TEXT_BYTES : Limits.SIGNAL_BYTES)) {
      refuse(ErrorCode.TOO_LARGE, CloseCode.TOO_BIG);
    } else if (text || !frame.isFinalFragment() ? mayControl() : maySignal(size)) {
      gather(ByteBufUtil.getBytes(frame.content()), frame.isFinalFragment(), text);
    }
  }

  private void gather(byte[] part, boolean last, boolean text) {
    if (!last) {
      fragments = (fragments == null ? Buffer.buffer() : fragments).appendBytes(part);
      return;
    }
    var whole = fragments == null ? part : fragments.appendBytes(part).getBytes();
    fragments = null;
    if (text) {
      onText(whole);
    } else if (whole.length > 0) {
      listener.onSignal(this, whole);
    }
  }

  private void onText(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      listener.onControl(this, ClientMessages.parse(text.toString()));
    } catch (CharacterCodingException e) {
      close(CloseCode.INVALID_TEXT);
    } catch (MalformedMessageException e) {
      refuse(e.code(), CloseCode.POLICY);
    }
  }

  private boolean mayControl() {
    return orRefuse(allowances.takeControl());
  }

  private boolean maySignal(int bytes) {
    return orRefuse(allowances.takeSignal(bytes));
  }

  private boolean orRefuse(boolean within) {
    if (!within) {
      refuse(ErrorCode.RATE_LIMITED, CloseCode.POLICY);
    }
    return within;
  }

  private void refuse(ErrorCode error, short code) {
    tell(new ServerMessage.Error(error));
    close(code);
  }
}

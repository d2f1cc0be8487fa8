package dropchat.signaling.gateway;

import dropchat.signaling.session.Origin;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessages;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.MalformedMessageException;
import dropchat.signaling.wire.ServerMessage;
import io.github.bucket4j.Bucket;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
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
final class Connection {

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

  /** So many frames leave as one write at most. */
  private static final int FLUSHES_PER_WRITE = 256;

  private final long id;
  private final Origin origin;
  private final ServerWebSocket socket;
  private final Context context;
  private final Limits limits;
  private final Listener listener;
  private final Bucket controls;
  private final Bucket signals;
  private final Bucket signalBytes;
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
    this.socket = socket;
    this.context = context;
    this.limits = limits;
    this.listener = listener;
    this.controls = Allowance.forSocket(limits.controls());
    this.signals = Allowance.forSocket(limits.signals());
    this.signalBytes = Allowance.forSocket(limits.signalBytes());
    socket.headers().clear(); // what browser it is, which languages it likes: of no use any more
    socket.setWriteQueueMaxSize(limits.unsentBytes());
    // what one pass of the loop has for this socket leaves as one write
    handler().pipeline().addFirst(new FlushConsolidationHandler(FLUSHES_PER_WRITE, true));
    socket.frameHandler(this::onFrame);
    socket.exceptionHandler(this::onBroken);
    socket.closeHandler(closed -> onClosed());
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
    held.put("controlsSpent", Allowance.spent(controls, limits.controls()));
    held.put("signalsSpent", Allowance.spent(signals, limits.signals()));
    held.put("signalBytesSpent", Allowance.spent(signalBytes, limits.signalBytes()));
    held.put("closing", closing);
    return held;
  }

  void tell(ServerMessage message) {
    if (mayWrite()) {
      socket.writeTextMessage(message.toJson().encode());
    }
  }

  void deliver(byte[] signal) {
    if (mayWrite()) {
      socket.writeBinaryMessage(Buffer.buffer(signal));
    }
  }

  void close(short code) {
    if (!closing && !socket.isClosed()) {
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
        handler().close();
      }
    } else if (seconds - heardAtSecond >= 2 * limits.pingSeconds()) {
      close(CloseCode.OVERLOADED);
    } else if (seconds % limits.pingSeconds() == 0 && !socket.isClosed()) {
      socket.writePing(Buffer.buffer());
    }
  }

  private ChannelHandlerContext handler() {
    return ((WebSocketInternal) socket).channelHandlerContext();
  }

  private void onClosed() {
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

  /** The decoder met a frame against RFC 6455, and knows the close code that it asks for. */
  private void onBroken(Throwable broken) {
    if (broken instanceof CorruptedWebSocketFrameException corrupted) {
      close((short) corrupted.closeStatus().code());
    }
  }

  private boolean mayWrite() {
    if (closing || socket.isClosed()) {
      return false;
    }
    if (socket.writeQueueFull()) {
      close(CloseCode.OVERLOADED);
      return false;
    }
    return true;
  }

  private void onFrame(WebSocketFrame frame) {
    heardAtSecond = seconds;
    if (!socket.isClosed() && socket.writeQueueFull()) {
      // Vert.x answers pings by itself, without a bound: who does not read is not read from either
      socket.pause();
      close(CloseCode.OVERLOADED);
    }
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
    switch (frame.type()) {
      case TEXT -> onPart(frame, true);
      case BINARY -> onPart(frame, false);
      case CONTINUATION -> onPart(frame, fragmentsAreText);
      case PING, PONG -> count(controls, 1);
      case CLOSE -> {
        closing = true;
        context.runOnContext(later -> end()); // whatever becomes of the handshake of closing
      }
    }
  }

  private void onPart(WebSocketFrame frame, boolean text) {
    var part = frame.binaryData();
    fragmentsAreText = text;
    int size = part.length() + (fragments == null ? 0 : fragments.length());
    if (size > (text ? Limits.TEXT_BYTES : Limits.SIGNAL_BYTES)) {
      refuse(ErrorCode.TOO_LARGE, CloseCode.TOO_BIG);
    } else if (text || !frame.isFinal() ? count(controls, 1) : countSignal(size)) {
      gather(frame, part, text);
    }
  }

  private void gather(WebSocketFrame frame, Buffer part, boolean text) {
    if (!frame.isFinal()) {
      fragments = (fragments == null ? Buffer.buffer() : fragments).appendBuffer(part);
      return;
    }
    var whole = fragments == null ? part : fragments.appendBuffer(part);
    fragments = null;
    if (text) {
      onText(whole);
    } else if (whole.length() > 0) {
      listener.onSignal(this, whole.getBytes());
    }
  }

  private void onText(Buffer bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes()));
      listener.onControl(this, ClientMessages.parse(text.toString()));
    } catch (CharacterCodingException e) {
      close(CloseCode.INVALID_TEXT);
    } catch (MalformedMessageException e) {
      refuse(e.code(), CloseCode.POLICY);
    }
  }

  private boolean countSignal(int bytes) {
    return count(signals, 1) && (bytes == 0 || count(signalBytes, bytes));
  }

  private boolean count(Bucket allowance, int amount) {
    if (allowance.tryConsume(amount)) {
      return true;
    }
    refuse(ErrorCode.RATE_LIMITED, CloseCode.POLICY);
    return false;
  }

  private void refuse(ErrorCode error, short code) {
    tell(new ServerMessage.Error(error));
    close(code);
  }
}

package dropchat.signaling.gateway;

import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessages;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.MalformedMessageException;
import dropchat.signaling.wire.ServerMessage;
import io.github.bucket4j.Bucket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One client's WebSocket: puts frames together, counts what comes in and what waits to go out, and
 * ends the socket where a limit or the protocol is broken. Lives on one event loop.
 */
final class Connection {

  /** Who is told what came in. */
  interface Listener {
    void onControl(Connection from, ClientMessage message);

    void onSignal(Connection from, byte[] signal);

    void onClosed(Connection connection);
  }

  private static final long PING_MS = 30_000;

  /** Unanswered pings after which a socket counts as dead: 60 s. */
  private static final int PINGS = 2;

  private final ServerWebSocket socket;
  private final Limits limits;
  private final Listener listener;
  private final Bucket controls;
  private final Bucket signals;
  private final Bucket signalBytes;
  private long id;
  private Buffer fragments;
  private boolean fragmentsAreText;
  private boolean closing;
  private long nextPingMs;
  private int unanswered;

  Connection(ServerWebSocket socket, Limits limits, Listener listener, long nowMs) {
    this.socket = socket;
    this.limits = limits;
    this.listener = listener;
    this.controls = Allowance.forSocket(limits.controls());
    this.signals = Allowance.forSocket(limits.signals());
    this.signalBytes = Allowance.forSocket(limits.signalBytes());
    this.nextPingMs = nowMs + PING_MS;
    socket.setWriteQueueMaxSize(limits.unsentBytes());
    socket.frameHandler(this::onFrame);
    // a frame that breaks RFC 6455: the decoder has answered with 1002, 1007 or 1009 and closes
    socket.exceptionHandler(broken -> closing = true);
    socket.closeHandler(closed -> listener.onClosed(this));
  }

  /** The number the switchboard knows it by. */
  long id() {
    return id;
  }

  void id(long id) {
    this.id = id;
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
    }
  }

  /** To be called every second: pings now and then, gives up on who answers nothing. */
  void tick(long nowMs) {
    if (closing || nowMs < nextPingMs) {
      return;
    }
    nextPingMs = nowMs + PING_MS;
    if (unanswered++ == PINGS) {
      close(CloseCode.OVERLOADED);
    } else {
      socket.writePing(Buffer.buffer());
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
    unanswered = 0;
    if (closing) {
      return;
    }
    switch (frame.type()) {
      case TEXT -> onPart(frame, true);
      case BINARY -> onPart(frame, false);
      case CONTINUATION -> onPart(frame, fragmentsAreText);
      case PING, PONG -> count(controls, 1);
      case CLOSE -> closing = true;
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

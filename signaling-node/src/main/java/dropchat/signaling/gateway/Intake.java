package dropchat.signaling.gateway;

import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessages;
import dropchat.signaling.wire.CloseCode;
import dropchat.signaling.wire.ErrorCode;
import dropchat.signaling.wire.MalformedMessageException;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one client sends: counts its frames against what it may, puts them together (RFC 6455
 * section 5.4) and reads them. For one event loop.
 */
final class Intake {

  /** Who is told what came in. */
  interface Listener {
    void onControl(ClientMessage message);

    void onSignal(byte[] signal);

    void onPing(byte[] payload);
  }

  private final Allowances allowances;
  private final Listener listener;

  /** What has come of an unfinished message; null if there is none. */
  private Buffer fragments;

  /** What its first frame said, while it is unfinished. */
  private boolean fragmentsAreText;

  Intake(Limits limits, Listener listener) {
    this.allowances = new Allowances(limits);
    this.listener = listener;
  }

  /** All that is kept here, by name. */
  Map<String, Object> held() {
    var held = new LinkedHashMap<String, Object>();
    held.put("unfinishedBytes", fragments == null ? 0 : fragments.length());
    held.putAll(allowances.held());
    return held;
  }

  /** Any frame but that which closes. */
  void take(WebSocketFrame frame) throws BrokenRuleException {
    switch (frame) {
      case TextWebSocketFrame text -> takePart(text, true);
      case BinaryWebSocketFrame binary -> takePart(binary, false);
      case ContinuationWebSocketFrame more -> takePart(more, fragmentsAreText);
      case PingWebSocketFrame ping -> {
        demand(allowances.takeControl());
        listener.onPing(ByteBufUtil.getBytes(ping.content()));
      }
      case PongWebSocketFrame pong -> demand(allowances.takeControl());
      default -> throw new AssertionError(frame.getClass());
    }
  }

  private void takePart(WebSocketFrame frame, boolean text) throws BrokenRuleException {
    int size = frame.content().readableBytes() + (fragments == null ? 0 : fragments.length());
    if (size > (text ? Limits.TEXT_BYTES : Limits.SIGNAL_BYTES)) {
      throw new BrokenRuleException(ErrorCode.TOO_LARGE, CloseCode.TOO_BIG);
    }
    boolean wholeSignal = !text && frame.isFinalFragment();
    demand(wholeSignal ? allowances.takeSignal(size) : allowances.takeControl());
    gather(ByteBufUtil.getBytes(frame.content()), frame.isFinalFragment(), text);
  }

  private void gather(byte[] part, boolean last, boolean text) throws BrokenRuleException {
    if (!last) {
      fragments = (fragments == null ? Buffer.buffer() : fragments).appendBytes(part);
      fragmentsAreText = text;
      return;
    }
    var whole = fragments == null ? part : fragments.appendBytes(part).getBytes();
    fragments = null;
    fragmentsAreText = false;
    if (text) {
      listener.onControl(read(whole));
    } else if (whole.length > 0) {
      listener.onSignal(whole);
    }
  }

  private static ClientMessage read(byte[] bytes) throws BrokenRuleException {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return ClientMessages.parse(text.toString());
    } catch (CharacterCodingException e) {
      throw new BrokenRuleException(null, CloseCode.INVALID_TEXT);
    } catch (MalformedMessageException e) {
      throw new BrokenRuleException(e.code(), CloseCode.POLICY);
    }
  }

  private static void demand(boolean within) throws BrokenRuleException {
    if (!within) {
      throw new BrokenRuleException(ErrorCode.RATE_LIMITED, CloseCode.POLICY);
    }
  }
}

package dropchat.signaling.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Context;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket once it is established: whole frames in and out, and the closing handshake. Stands in
 * the channel's pipeline where Vert.x's own connection stood; what that saves is in
 * docs/decisions/established-sockets.md. Lives on the channel's event loop.
 */
final class FrameSocket extends SimpleChannelInboundHandler<WebSocketFrame> {

  /** Who is told, on the event loop and in the context given. */
  interface Listener {

    /** The frame is released as soon as this returns. */
    void onFrame(WebSocketFrame frame);

    /** A frame against RFC 6455; no more are read. */
    void onCorrupted(CorruptedWebSocketFrameException corrupted);

    /** Once. */
    void onClosed();
  }

  private static final byte[] NOTHING = {};

  /** Room for a short message, at least: a buffer that grows is copied. */
  private static final int LEAST = 256;

  private final ContextInternal context;
  private final Listener listener;
  private ChannelHandlerContext channel;
  private boolean closeSent;

  /** Frames that wait for the end of this pass of the event loop; null if there are none. */
  private ByteBuf gathered;

  private FrameSocket(Context context, Listener listener) {
    this.context = (ContextInternal) context;
    this.listener = listener;
  }

  /**
   * Takes over a socket that nobody has listened to yet, on its event loop.
   *
   * @param unsentBytes so many may wait to be sent, see {@link #isFull}
   */
  static FrameSocket takeOver(
      ServerWebSocket socket, Context context, int unsentBytes, Listener listener) {
    var before = ((WebSocketInternal) socket).channelHandlerContext();
    var frames = new FrameSocket(context, listener);
    var pipeline = before.pipeline();
    if (pipeline.get(IdleStateHandler.class) != null) {
      pipeline.remove(IdleStateHandler.class); // our own pings find out who is gone
    }
    before
        .channel()
        .config()
        .setWriteBufferWaterMark(new WriteBufferWaterMark(unsentBytes, unsentBytes));
    pipeline.replace(before.handler(), null, frames);
    return frames;
  }

  boolean isOpen() {
    return channel.channel().isActive();
  }

  /** Its reader does not keep up: more waits than may, and the network takes no more just now. */
  boolean isFull() {
    if (gathered != null && gathered.readableBytes() >= channel.channel().bytesBeforeUnwritable()) {
      flush();
    }
    return !channel.channel().isWritable();
  }

  void text(String text) {
    write(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  void binary(byte[] bytes) {
    write(Frames.BINARY, bytes);
  }

  void ping() {
    write(Frames.PING, NOTHING);
  }

  void pong(byte[] payload) {
    write(Frames.PONG, payload);
  }

  /** Asks for the closing handshake (RFC 6455 section 7.1.2), without waiting for its end. */
  void close(short code) {
    closeSent = true;
    write(Frames.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
  }

  /** Without a handshake. */
  void cut() {
    channel.close();
  }

  /** What one pass of the event loop has for this socket leaves as one write. */
  private void write(int opcode, byte[] payload) {
    if (gathered == null) {
      gathered = channel.alloc().ioBuffer(Math.max(LEAST, Frames.OVERHEAD + payload.length));
      channel.executor().execute(this::flush);
    }
    Frames.write(gathered, opcode, payload);
  }

  private void flush() {
    if (gathered != null) {
      var frames = gathered;
      gathered = null;
      channel.writeAndFlush(frames, channel.voidPromise());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    channel = added;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext from, WebSocketFrame frame) {
    context.dispatch(frame, listener::onFrame);
    if (frame instanceof CloseWebSocketFrame close) {
      onClose(close);
    }
  }

  /** The server is the one to end the TCP connection (RFC 6455 section 7.1.1). */
  private void onClose(CloseWebSocketFrame close) {
    flush(); // what this pass has told already
    if (closeSent) {
      channel.close();
    } else {
      closeSent = true;
      channel
          .writeAndFlush(new CloseWebSocketFrame(true, 0, close.content().retain()))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) {
    context.dispatch(closed -> listener.onClosed());
  }

  /** Netty's decoder, or the connection itself. */
  @Override
  public void exceptionCaught(ChannelHandlerContext from, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      context.dispatch(corrupted, listener::onCorrupted);
      flush();
      // its close frame would not be understood any more: nothing to wait for
      channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      channel.close();
    }
  }
}

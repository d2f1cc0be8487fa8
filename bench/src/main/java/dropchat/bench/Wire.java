package dropchat.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.function.Consumer;

/**
 * One WebSocket (RFC 6455), as a client that measures needs it: as little work as can be, so that
 * the server is what is measured. Masks are zero, which is legal and leaves the bytes as they are.
 */
final class Wire {

  private static final int TEXT = 0x1;
  private static final int BINARY = 0x2;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xA;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;

  private final NetSocket socket;
  private final Promise<Wire> opened = Promise.promise();
  private Buffer unread = Buffer.buffer();
  private boolean open;
  private boolean heard;
  private Consumer<String> onText = text -> {};
  private Consumer<Buffer> onBinary = bytes -> {};
  private Runnable onEnd = () -> {};

  private Wire(NetSocket socket) {
    this.socket = socket;
  }

  /**
   * Fails unless the server agrees.
   *
   * @param protocol null: none
   */
  static Future<Wire> open(NetClient from, URI server, String path, String protocol) {
    return from.connect(server.getPort(), server.getHost())
        .compose(socket -> new Wire(socket).handshake(server, path, protocol));
  }

  private Future<Wire> handshake(URI server, String path, String protocol) {
    socket.handler(this::received);
    socket.closeHandler(closed -> ended());
    socket.exceptionHandler(broken -> socket.close());
    socket.write(
        """
        GET %s HTTP/1.1\r
        Host: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: ZHJvcGNoYXQtYmVuY2gtLQ==\r
        %s\r
        """
            .formatted(
                path,
                server.getAuthority(),
                protocol == null ? "" : "Sec-WebSocket-Protocol: " + protocol + "\r\n"));
    return opened.future();
  }

  /**
   * On the connection's event loop. Frames that came before the first call are kept for it: a
   * server may greet along with its 101.
   */
  void listen(Consumer<String> text, Consumer<Buffer> binary, Runnable end) {
    onText = text;
    onBinary = binary;
    onEnd = end;
    if (!heard) {
      heard = true;
      take();
    }
  }

  void text(String message) {
    send(TEXT, Buffer.buffer(message));
  }

  void binary(Buffer bytes) {
    send(BINARY, bytes);
  }

  void close() {
    onEnd = () -> {};
    socket.close();
  }

  private void send(int opcode, Buffer payload) {
    var frame = Buffer.buffer(payload.length() + 8);
    frame.appendByte((byte) (FINAL | opcode));
    if (payload.length() < 126) {
      frame.appendByte((byte) (MASKED | payload.length()));
    } else {
      frame.appendByte((byte) (MASKED | 126)).appendUnsignedShort(payload.length());
    }
    socket.write(frame.appendInt(0).appendBuffer(payload));
  }

  private void received(Buffer bytes) {
    unread = unread.length() == 0 ? bytes : unread.appendBuffer(bytes);
    if ((open || upgraded()) && heard) {
      take();
    }
  }

  private void take() {
    int at = 0;
    for (int end = frameEnd(at); end >= 0; end = frameEnd(at)) {
      frame(unread.getByte(at) & 0xf, unread.slice(payloadStart(at), end));
      at = end;
    }
    unread = at == unread.length() ? Buffer.buffer() : unread.getBuffer(at, unread.length());
  }

  private boolean upgraded() {
    var head = unread.toString("ISO-8859-1");
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    if (!head.startsWith("HTTP/1.1 101")) {
      opened.tryFail(head.lines().findFirst().orElse("no answer"));
      socket.close();
      return false;
    }
    open = true;
    unread = unread.getBuffer(end + 4, unread.length());
    opened.complete(this);
    return true;
  }

  /**
   * Of the frame that begins there; negative if it is not whole yet. Servers send none of over 64
   * KiB.
   */
  private int frameEnd(int at) {
    int there = unread.length() - at;
    if (there < 2 || there < payloadStart(at) - at) {
      return -1;
    }
    int length = unread.getByte(at + 1);
    int end = payloadStart(at) + (length < 126 ? length : unread.getUnsignedShort(at + 2));
    return end <= unread.length() ? end : -1;
  }

  private int payloadStart(int at) {
    return at + (unread.getByte(at + 1) < 126 ? 2 : 4);
  }

  private void frame(int opcode, Buffer payload) {
    switch (opcode) {
      case TEXT -> onText.accept(payload.toString());
      case BINARY -> onBinary.accept(payload);
      case PING -> send(PONG, payload);
      case CLOSE -> socket.close(); // a server may wait for that
      default -> {
        // nobody sends them
      }
    }
  }

  private void ended() {
    opened.tryFail("hung up");
    onEnd.run();
  }
}

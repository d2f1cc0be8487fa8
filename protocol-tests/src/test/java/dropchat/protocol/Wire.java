package dropchat.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection to the public port, so low that a test can break any rule it likes. Reads only when asked, on the
 * calling thread: a wire nobody reads is a slow reader. Answers pings while it is read.
 */
final class Wire implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;

  private final Socket socket;

  /** What came and is not consumed yet, between position and limit. */
  private ByteBuffer unread = ByteBuffer.allocate(1 << 16).flip();

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire connect(int port, InetAddress from) {
    return connect(port, from, 0);
  }

  /**
   * @param receiveBuffer bytes that the kernel may hold for us, 0 for its own choice
   */
  static Wire connect(int port, InetAddress from, int receiveBuffer) {
    try {
      var socket = new Socket();
      socket.setTcpNoDelay(true);
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
      return new Wire(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends one well-formed frame. */
  void send(Frame frame) {
    raw(frame.masked());
  }

  void raw(byte[] bytes) {
    if (!tryRaw(bytes)) {
      throw new AssertionError("the connection is gone");
    }
  }

  /** False if the server has hung up, which it may do in the middle. */
  boolean tryRaw(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  /**
   * The next frame other than ping and pong.
   *
   * @return empty if none came in time
   * @throws EndOfWire if the server ended the connection
   */
  Optional<Frame> next(Duration atMost) {
    var end = System.nanoTime() + atMost.toNanos();
    while (true) {
      var frame = nextOfAny(end);
      if (frame.isPresent() && frame.get().first() == Frame.PING) {
        send(new Frame(Frame.PONG, frame.get().payload()));
      } else if (frame.isEmpty() || frame.get().first() != Frame.PONG) {
        return frame;
      }
    }
  }

  /** The next frame, ping and pong too; pings stay unanswered. */
  Optional<Frame> nextOfAny(Duration atMost) {
    return nextOfAny(System.nanoTime() + atMost.toNanos());
  }

  private Optional<Frame> nextOfAny(long end) {
    while (true) {
      var frame = Frame.read(unread);
      if (frame.isPresent() || !more(end)) {
        return frame;
      }
    }
  }

  /** All bytes up to and including the mark, as Latin-1. */
  String upTo(String mark, Duration atMost) {
    var end = System.nanoTime() + atMost.toNanos();
    while (true) {
      var at = StandardCharsets.ISO_8859_1.decode(unread.duplicate()).toString().indexOf(mark);
      if (at >= 0) {
        return take(at + mark.length());
      }
      if (!more(end)) {
        throw new AssertionError("no end of the answer");
      }
    }
  }

  /** Exactly so many bytes, as Latin-1. */
  String exactly(int length, Duration atMost) {
    var end = System.nanoTime() + atMost.toNanos();
    while (unread.remaining() < length) {
      if (!more(end)) {
        throw new AssertionError("answer cut short");
      }
    }
    return take(length);
  }

  private String take(int length) {
    var bytes = new byte[length];
    unread.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Waits for more bytes; false when the time is over. */
  private boolean more(long end) {
    var left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      return false;
    }
    try {
      socket.setSoTimeout((int) left);
      var bytes = new byte[1 << 16];
      var count = socket.getInputStream().read(bytes);
      if (count < 0) {
        throw new EndOfWire();
      }
      var joined = ByteBuffer.allocate(unread.remaining() + count).put(unread);
      unread = joined.put(bytes, 0, count).flip();
      return true;
    } catch (SocketTimeoutException timeIsOver) {
      return false;
    } catch (IOException reset) {
      throw new EndOfWire();
    }
  }

  /** Ends the connection with a reset and no close frame. */
  void cut() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server ended the connection. */
  static final class EndOfWire extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}

package dropchat.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** One WebSocket frame (RFC 6455, section 5.2). {@code first} is its first byte: FIN, reserved bits and opcode. */
record Frame(int first, byte[] payload) {

  static final int TEXT = 0x81;
  static final int BINARY = 0x82;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8A;

  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

  static Frame text(String text) {
    return new Frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static Frame binary(byte[] payload) {
    return new Frame(BINARY, payload);
  }

  static Frame close(int code) {
    return new Frame(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** The code of a close frame, 1005 where it has none. */
  int closeCode() {
    return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
  }

  /** As every client must send it. */
  byte[] masked() {
    return bytes(true);
  }

  /** As no client may send it. */
  byte[] unmasked() {
    return bytes(false);
  }

  private byte[] bytes(boolean masked) {
    var bytes = ByteBuffer.allocate(payload.length + 14);
    var mask = masked ? 0x80 : 0;
    bytes.put((byte) first);
    if (payload.length < 126) {
      bytes.put((byte) (mask | payload.length));
    } else if (payload.length < 65_536) {
      bytes.put((byte) (mask | 126)).putShort((short) payload.length);
    } else {
      bytes.put((byte) (mask | 127)).putLong(payload.length);
    }
    if (masked) {
      bytes.put(MASK);
    }
    for (var i = 0; i < payload.length; i++) {
      bytes.put((byte) (masked ? payload[i] ^ MASK[i % 4] : payload[i]));
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Takes one whole frame of a server off the buffer; takes nothing if it is not all there yet. */
  static Optional<Frame> read(ByteBuffer bytes) {
    var start = bytes.position();
    var frame = parse(bytes);
    if (frame.isEmpty()) {
      bytes.position(start);
    }
    return frame;
  }

  private static Optional<Frame> parse(ByteBuffer bytes) {
    if (bytes.remaining() < 2) {
      return Optional.empty();
    }
    var first = bytes.get() & 0xFF;
    var length = bytes.get() & 0xFF;
    if (length > 127) {
      throw new AssertionError("a server must not mask");
    }
    var extra = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (bytes.remaining() < extra) {
      return Optional.empty();
    }
    var size = extra == 2 ? bytes.getShort() & 0xFFFF : extra == 8 ? bytes.getLong() : length;
    if (bytes.remaining() < size) {
      return Optional.empty();
    }
    var payload = new byte[(int) size];
    bytes.get(payload);
    return Optional.of(new Frame(first, payload));
  }
}

package dropchat.signaling.gateway;

import io.netty.buffer.ByteBuf;

/**
 * A server's frames (RFC 6455 section 5.2): whole messages, unmasked. Written one behind the other,
 * as the network takes them.
 */
final class Frames {

  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** Of the largest header. */
  static final int OVERHEAD = 10;

  private static final int WHOLE = 0x80;
  private static final int SHORT = 125;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;

  private Frames() {}

  static void write(ByteBuf out, int opcode, byte[] payload) {
    out.writeByte(WHOLE | opcode);
    if (payload.length <= SHORT) {
      out.writeByte(payload.length);
    } else if (payload.length <= 0xffff) {
      out.writeByte(LENGTH_IN_TWO_BYTES).writeShort(payload.length);
    } else {
      out.writeByte(LENGTH_IN_EIGHT_BYTES).writeLong(payload.length);
    }
    out.writeBytes(payload);
  }
}

package dropchat.simulation;

import dropchat.cluster.Seat;
import dropchat.signaling.session.Belief;
import java.nio.ByteBuffer;

/** What a signal carries here: between which seats its sender's node took it to be. */
record Stamp(Seat from, Seat to) {

  private static final Seat NOBODY = new Seat(0, 0, 0);

  static byte[] of(Belief sender) {
    var bytes = ByteBuffer.allocate(2 * (Long.BYTES + Long.BYTES + Integer.BYTES));
    put(bytes, sender.seat());
    put(bytes, sender.partner() == null ? NOBODY : sender.partner());
    return bytes.array();
  }

  static Stamp on(byte[] signal) {
    var bytes = ByteBuffer.wrap(signal);
    return new Stamp(seat(bytes), seat(bytes));
  }

  private static void put(ByteBuffer into, Seat seat) {
    into.putLong(seat.node()).putLong(seat.socket()).putInt(seat.epoch());
  }

  private static Seat seat(ByteBuffer from) {
    return new Seat(from.getLong(), from.getLong(), from.getInt());
  }
}

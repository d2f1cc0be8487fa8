package dropchat.cluster;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Detour;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Refusal;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.BusMessage.Reopen;
import dropchat.cluster.BusMessage.Reopened;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.BusMessage.Withdrawal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads what {@link BatchWriter} writes. Throws IndexOutOfBoundsException on a batch cut short. */
final class BatchReader {

  private final Buffer wire;
  private int at;

  BatchReader(Buffer wire, int at) {
    this.wire = wire;
    this.at = at;
  }

  Batch batch() {
    return new Batch(bigNumber(), list(this::message));
  }

  private BusMessage message() {
    return switch (Tag.at(wire.getByte(at++))) {
      case TICKET ->
          new Ticket(seat(), list(this::text), list(this::text), list(this::peer), bigNumber());
      case WITHDRAWAL -> new Withdrawal(seat());
      case RELEASE -> new Release(seat());
      case ANNOUNCEMENT -> new Announcement(number(), number(), bigNumber());
      case ANEW -> new Anew();
      case SILENCE -> new Silence(bigNumber());
      case RECOUNT -> new Recount();
      case DETOUR -> new Detour();
      case CENSUS -> new Census(number());
      case MATCH -> new Match(seat(), seat(), shared());
      case PROPOSAL -> new Proposal(seat(), seat(), profile(), shared());
      case ACCEPTANCE -> new Acceptance(seat(), seat(), profile(), shared());
      case REFUSAL -> new Refusal(seat(), seat());
      case SIGNAL -> new Signal(seat(), seat(), bytes(number()));
      case LEFT -> new Left(seat(), seat());
      case REOPEN -> new Reopen(seat(), seat(), number());
      case REOPENED -> new Reopened(seat(), seat(), number());
    };
  }

  private int number() {
    at += Integer.BYTES;
    return wire.getInt(at - Integer.BYTES);
  }

  private long bigNumber() {
    at += Long.BYTES;
    return wire.getLong(at - Long.BYTES);
  }

  private byte[] bytes(int length) {
    at += length;
    return wire.getBytes(at - length, at);
  }

  private Seat seat() {
    return new Seat(bigNumber(), bigNumber(), number());
  }

  private Peer peer() {
    return new Peer(bigNumber(), bigNumber());
  }

  private Profile profile() {
    return new Profile(nullable(), nullable(), number());
  }

  private Shared shared() {
    return new Shared(list(this::text), list(this::text));
  }

  private String nullable() {
    var one = list(this::text);
    return one.isEmpty() ? null : one.get(0);
  }

  private String text() {
    at += Short.BYTES;
    return new String(bytes(wire.getUnsignedShort(at - Short.BYTES)), StandardCharsets.UTF_8);
  }

  private <T> List<T> list(Supplier<T> read) {
    int size = number();
    var items = new ArrayList<T>();
    for (int i = 0; i < size; i++) {
      items.add(read.get());
    }
    return items;
  }
}

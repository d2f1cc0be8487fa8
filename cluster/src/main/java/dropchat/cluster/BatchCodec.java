package dropchat.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Batches on the bus: a version byte, then what {@link BatchWriter} writes. Thread safe. */
public final class BatchCodec implements MessageCodec<Batch, Batch> {

  /** Of all that {@link BusMessage} has. Members of another one are led by one of their own. */
  static final String VERSION = "1";

  private static final byte VERSION_BYTE = Byte.parseByte(VERSION);

  /** From now on its bus carries batches. */
  public static Vertx taughtTo(Vertx vertx) {
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
    return vertx;
  }

  @Override
  public void encodeToWire(Buffer wire, Batch batch) {
    wire.appendByte(VERSION_BYTE);
    new BatchWriter(wire).batch(batch);
  }

  /**
   * @throws IllegalArgumentException if another version of this program wrote it
   */
  @Override
  public Batch decodeFromWire(int position, Buffer wire) {
    int version = wire.getByte(position);
    if (version != VERSION_BYTE) {
      throw new IllegalArgumentException("batch of version " + version + ", known: " + VERSION);
    }
    return new BatchReader(wire, position + 1).batch();
  }

  /** Within one JVM a batch is handed over as it is: it is immutable. */
  @Override
  public Batch transform(Batch batch) {
    return batch;
  }

  @Override
  public String name() {
    return "dropchat.batch";
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}

package dropchat.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Batches on the bus. Thread safe. */
public final class BatchCodec implements MessageCodec<Batch, Batch> {

  @Override
  public void encodeToWire(Buffer wire, Batch batch) {
    throw new UnsupportedOperationException("no cluster yet");
  }

  @Override
  public Batch decodeFromWire(int position, Buffer wire) {
    throw new UnsupportedOperationException("no cluster yet");
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

package dropchat.cluster;

import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The way to one bus address, with a credit of bytes that are written and not yet on their way. The
 * bus itself buffers without a bound for a peer that hangs, and may never complete such a write: so
 * a credit comes back after a while in any case, when the bus has given up that connection. For one
 * event loop.
 */
final class Link {

  static final int CREDIT = 4 << 20;
  static final long EXPIRY_MS = 10_000;

  private static final class Write {
    final int size;
    final long atMs;
    boolean done;

    Write(int size, long atMs) {
      this.size = size;
      this.atMs = atMs;
    }
  }

  private final MessageProducer<Batch> producer;
  private final Deque<Write> underWay = new ArrayDeque<>();
  private int owed;

  Link(MessageProducer<Batch> producer) {
    this.producer = producer;
  }

  /** False if the credit is used up: then the batch is dropped. */
  boolean send(Batch batch, long nowMs) {
    int size = batch.size();
    while (!underWay.isEmpty()
        && (underWay.peek().done || underWay.peek().atMs <= nowMs - EXPIRY_MS)) {
      settle(underWay.poll());
    }
    if (owed + size > CREDIT && owed > 0) {
      return false;
    }
    var write = new Write(size, nowMs);
    owed += size;
    underWay.add(write);
    Bus.write(producer, batch).onComplete(written -> settle(write));
    return true;
  }

  /** However long those before it take: one of them may never complete. */
  private void settle(Write write) {
    if (!write.done) {
      write.done = true;
      owed -= write.size;
    }
  }
}

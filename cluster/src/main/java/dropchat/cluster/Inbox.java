package dropchat.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What comes in at one bus address, message by message: what one of them breaks costs none of those
 * behind it. A batch of an unknown version is refused whole and counted. For one event loop.
 */
public final class Inbox {

  private static final Logger LOG = Logger.getLogger("dropchat.cluster");

  /** Whoever lives at the address. */
  public interface Listener {

    /**
     * @param from what the batch says it comes from
     */
    void hear(long from, BusMessage message);

    /** All messages of a batch have been heard. */
    default void endOfBatch() {}
  }

  private final Listener listener;
  private final Runnable onRefused;

  private Inbox(Listener listener, Runnable onRefused) {
    this.listener = listener;
    this.onRefused = onRefused;
  }

  /**
   * Completes when every member knows of the address.
   *
   * @param onRefused is called for each batch that could not be read
   */
  public static Future<Void> open(
      Vertx vertx, String address, Listener listener, Runnable onRefused) {
    var inbox = new Inbox(listener, onRefused);
    return vertx.eventBus().consumer(address, inbox::onBatch).completion();
  }

  private void onBatch(Message<Batch> message) {
    Batch batch;
    try {
      batch = message.body(); // read from the wire only now
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      onRefused.run();
      return;
    }
    for (var told : batch.messages()) {
      hear(batch.from(), told);
    }
    listener.endOfBatch();
  }

  private void hear(long from, BusMessage message) {
    try {
      listener.hear(from, message);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "a bus message could not be handled", e);
    }
  }
}

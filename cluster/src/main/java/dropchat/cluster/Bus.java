package dropchat.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageProducer;
import java.util.function.Supplier;

/**
 * Ways to say something on the event bus that fail by their future alone. Vert.x 5.1 throws where
 * the connection to whoever lives at the address has just broken.
 */
public final class Bus {

  private Bus() {}

  /** Fails if there is no answer within that time. */
  public static <T> Future<Message<T>> ask(Vertx vertx, String address, Object body, long withinMs) {
    var options = new DeliveryOptions().setSendTimeout(withinMs);
    return attempt(() -> vertx.eventBus().request(address, body, options));
  }

  /** Everybody who listens there is told, unless the connection to one of them has just broken. */
  public static void publish(Vertx vertx, String address, Object body) {
    attempt(() -> Future.succeededFuture(vertx.eventBus().publish(address, body)));
  }

  /** Completes when it is on its way. */
  static Future<Void> write(MessageProducer<Batch> to, Batch batch) {
    return attempt(() -> to.write(batch));
  }

  private static <T> Future<T> attempt(Supplier<Future<T>> step) {
    try {
      return step.get();
    } catch (IllegalStateException broken) {
      return Future.failedFuture(broken);
    }
  }
}

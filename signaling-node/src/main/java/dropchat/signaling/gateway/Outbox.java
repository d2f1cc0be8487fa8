package dropchat.signaling.gateway;

import dropchat.cluster.Address;
import dropchat.cluster.Batch;
import dropchat.cluster.BusMessage;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers what one pass of the event loop has for each bus address, and sends it as one message at
 * the pass's end. For one event loop.
 */
final class Outbox {

  private final Vertx vertx;
  private final long from;
  private final Map<String, List<BusMessage>> waiting = new LinkedHashMap<>();

  Outbox(Vertx vertx, long from) {
    this.vertx = vertx;
    this.from = from;
  }

  void put(String address, BusMessage message) {
    if (waiting.isEmpty()) {
      vertx.runOnContext(pass -> flush());
    }
    waiting.computeIfAbsent(address, a -> new ArrayList<>()).add(message);
  }

  private void flush() {
    waiting.forEach(
        (address, messages) -> vertx.eventBus().send(address, new Batch(from, messages)));
    waiting.clear();
  }

  void toNode(long node, BusMessage message) {
    put(Address.node(node), message);
  }
}

package dropchat.cluster;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Gathers what one pass of the event loop has for each bus address, and sends it as one message at
 * the pass's end. What one address may have under way is bounded: past that its messages are
 * dropped, and the owner is told. For one event loop.
 */
public final class Outbox {

  /** To one address, with what this pass has for it. */
  private static final class Route {
    final Link link;
    final Runnable onStuck;
    List<BusMessage> gathered = new ArrayList<>();

    Route(Link link, Runnable onStuck) {
      this.link = link;
      this.onStuck = onStuck;
    }
  }

  private final Vertx vertx;
  private final long from;
  private final LongConsumer onStuck;
  private final Map<Long, Route> nodes = new HashMap<>();
  private final Map<Long, Route> matchmakers = new HashMap<>();

  /** Those that have anything, in the order in which they got it. */
  private List<Route> laden = new ArrayList<>();

  /**
   * @param onStuck is told the node that takes nothing more
   */
  public Outbox(Vertx vertx, long from, LongConsumer onStuck) {
    this.vertx = vertx;
    this.from = from;
    this.onStuck = onStuck;
  }

  public void toNode(long node, BusMessage message) {
    put(nodes.computeIfAbsent(node, this::routeToNode), message);
  }

  public void toMatchmaker(long process, BusMessage message) {
    put(matchmakers.computeIfAbsent(process, this::routeToMatchmaker), message);
  }

  /** That process is no member any more. */
  public void gone(long process) {
    nodes.keySet().removeIf(node -> ProcessId.of(node) == process);
    matchmakers.remove(process);
  }

  private Route routeToNode(long node) {
    return new Route(link(Address.node(node)), () -> onStuck.accept(node));
  }

  private Route routeToMatchmaker(long process) {
    return new Route(link(Address.matchmaker(process)), () -> {});
  }

  private Link link(String address) {
    return new Link(vertx.eventBus().sender(address));
  }

  private void put(Route route, BusMessage message) {
    if (route.gathered.isEmpty()) {
      if (laden.isEmpty()) {
        vertx.runOnContext(pass -> flush());
      }
      laden.add(route);
    }
    route.gathered.add(message);
  }

  private void flush() {
    var routes = laden;
    laden = new ArrayList<>(); // for what a stuck node causes: the next pass
    routes.forEach(this::send);
  }

  private void send(Route route) {
    var batch = new Batch(from, route.gathered);
    route.gathered = new ArrayList<>();
    if (!route.link.send(batch, SteadyClock.ms())) {
      route.onStuck.run();
    }
  }
}

package dropchat.cluster;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Ticket;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * Gathers what one pass of the event loop has for each bus address, and sends it as one message at
 * the pass's end. What one address may have under way is bounded: past that its messages are
 * dropped, and the owner is told. For one event loop.
 */
public final class Outbox {

  private static final int OVERHEAD = 64;

  private static final int AVOIDED = 16;

  /** To one address. */
  private record Route(Link link, Runnable onStuck) {}

  private final Vertx vertx;
  private final long from;
  private final LongConsumer onStuck;
  private final Map<Long, Route> nodes = new HashMap<>();
  private final Map<Long, Route> matchmakers = new HashMap<>();

  private Map<Route, List<BusMessage>> gathered = new LinkedHashMap<>();

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
    if (gathered.isEmpty()) {
      vertx.runOnContext(pass -> flush());
    }
    gathered.computeIfAbsent(route, first -> new ArrayList<>()).add(message);
  }

  private void flush() {
    var batches = gathered;
    gathered = new LinkedHashMap<>(); // for what a stuck node causes: the next pass
    batches.forEach(this::send);
  }

  private void send(Route route, List<BusMessage> messages) {
    if (!route.link.send(new Batch(from, messages), size(messages), SteadyClock.ms())) {
      route.onStuck.run();
    }
  }

  private static int size(List<BusMessage> messages) {
    int size = 0;
    for (var message : messages) {
      size += OVERHEAD + content(message);
    }
    return size;
  }

  private static int content(BusMessage message) {
    return switch (message) {
      case Signal signal -> signal.bytes().length;
      case Ticket ticket ->
          AVOIDED * ticket.avoid().size() + bytes(ticket.languages()) + bytes(ticket.interests());
      case Match match -> content(match.shared());
      case Proposal proposal -> content(proposal.profile()) + content(proposal.shared());
      case Acceptance acceptance -> content(acceptance.profile()) + content(acceptance.shared());
      default -> 0;
    };
  }

  private static int content(Profile profile) {
    return profile.commit() == null ? 0 : profile.commit().length();
  }

  private static int content(Shared shared) {
    return bytes(shared.languages()) + bytes(shared.interests());
  }

  /** At most: three for each char of a text in UTF-8. */
  private static int bytes(List<String> texts) {
    int bytes = 0;
    for (var text : texts) {
      bytes += 3 * text.length();
    }
    return bytes;
  }
}

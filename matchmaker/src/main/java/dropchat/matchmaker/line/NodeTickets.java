package dropchat.matchmaker.line;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The tickets heard from one node and not withdrawn, with the sum of their seats' digests. */
final class NodeTickets {

  private final Map<Long, Waiting> bySocket = new HashMap<>();
  private long digest;

  void add(Waiting waiting) {
    bySocket.put(waiting.peer.socket(), waiting);
    digest += waiting.ticket.seat().digest();
  }

  void remove(Waiting waiting) {
    bySocket.remove(waiting.peer.socket());
    digest -= waiting.ticket.seat().digest();
  }

  /** Null if that socket has none. */
  Waiting of(long socket) {
    return bySocket.get(socket);
  }

  Collection<Waiting> all() {
    return bySocket.values();
  }

  long digest() {
    return digest;
  }
}

package dropchat.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Clients that could meet, two by two: those of one pair, or any two. Thread safe. */
final class Resting {

  /** Who can meet. */
  record Pair(Client one, Client other) {
    void join(long dueNanos) {
      one.join(dueNanos);
      other.join(dueNanos);
    }
  }

  private final Map<String, Client> halves = new HashMap<>();
  private final Queue<Pair> pairs = new ConcurrentLinkedQueue<>();

  synchronized void add(Client client) {
    var half = halves.remove(client.interest());
    if (half == null) {
      halves.put(client.interest(), client);
    } else {
      pairs.add(new Pair(half, client));
    }
  }

  int pairs() {
    return pairs.size();
  }

  /** Null if there are no two. */
  Pair poll() {
    return pairs.poll();
  }
}

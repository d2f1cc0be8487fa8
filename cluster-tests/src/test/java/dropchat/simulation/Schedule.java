package dropchat.simulation;

import java.util.PriorityQueue;

/** Virtual time, and all that is to happen in it: the earliest first, equals in order of entry. */
final class Schedule {

  private record Event(long atMs, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long nowMs;
  private long entered;

  long nowMs() {
    return nowMs;
  }

  void in(long ms, Runnable action) {
    events.add(new Event(nowMs + ms, entered++, action));
  }

  void runUntil(long ms) {
    while (!events.isEmpty() && events.peek().atMs <= ms) {
      var event = events.poll();
      nowMs = event.atMs;
      event.action.run();
    }
    nowMs = ms;
  }
}

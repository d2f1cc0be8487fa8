package dropchat.matchmaker.line;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Who widens when: pools by the time slot in which their members are due. */
final class Alarms {

  private static final long SLOT_MS = 50;

  private final TreeMap<Long, Pool> slots = new TreeMap<>();

  void set(Waiting waiting, long atMs) {
    waiting.alarm = slots.computeIfAbsent(Math.ceilDiv(atMs, SLOT_MS), Pool::new).list(waiting);
  }

  void cancel(Waiting waiting) {
    var alarm = waiting.alarm;
    if (alarm != null) {
      alarm.leave();
      waiting.alarm = null;
      if (alarm.pool.isEmpty()) {
        slots.remove(alarm.pool.key);
      }
    }
  }

  /** Takes out all that are due, the longest overdue first. */
  List<Waiting> due(long nowMs) {
    var due = new ArrayList<Waiting>();
    while (!slots.isEmpty() && slots.firstKey() * SLOT_MS <= nowMs) {
      slots.pollFirstEntry().getValue().forEach(due::add);
    }
    due.forEach(waiting -> waiting.alarm = null);
    return due;
  }

  int size() {
    return slots.size();
  }
}

package dropchat.matchmaker.line;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that do not reach each other, by the word of one of them. Others may reach both, so only a
 * match of the one's people with the other's is pointless; and after a while that is tried again.
 */
final class Rifts {

  /** Whoever has not come back by then is a member no more, or has been silent for too long. */
  private static final long KEPT_MS = 4_000;

  private record Rift(long one, long other) {

    static Rift between(long one, long other) {
      return new Rift(Math.min(one, other), Math.max(one, other));
    }
  }

  /** Until when; the first to close comes first. */
  private final Map<Rift, Long> open = new LinkedHashMap<>();

  void open(long one, long other, long nowMs) {
    var rift = Rift.between(one, other);
    open.remove(rift);
    open.put(rift, nowMs + KEPT_MS);
  }

  boolean between(long one, long other) {
    return !open.isEmpty() && open.containsKey(Rift.between(one, other));
  }

  /** Of each that is over by now, the node on one side. */
  List<Long> close(long nowMs) {
    var sides = new ArrayList<Long>();
    var each = open.entrySet().iterator();
    while (each.hasNext()) {
      var rift = each.next();
      if (rift.getValue() > nowMs) {
        break;
      }
      sides.add(rift.getKey().one());
      each.remove();
    }
    return sides;
  }
}

package dropchat.matchmaker.line;

import java.util.HashMap;
import java.util.Map;

/**
 * Nodes that did not answer another one. Others may reach both, so only a match of the one's people
 * with the other's is pointless. Tried again once a silent one has been heard, and not too soon: a
 * link may be dead for long.
 */
final class Rifts {

  private static final long KEPT_MS = 4_000;

  /** Of each silent node: whom it did not answer, and when. */
  private final Map<Long, Map<Long, Long>> open = new HashMap<>();

  /**
   * @return whether that is news
   */
  boolean open(long asking, long silent, long nowMs) {
    return open.computeIfAbsent(silent, node -> new HashMap<>()).put(asking, nowMs) == null;
  }

  boolean between(long one, long other) {
    return !open.isEmpty() && (isSilent(one, other) || isSilent(other, one));
  }

  /**
   * That node has been heard.
   *
   * @return whether any rift is over by it
   */
  boolean close(long silent, long nowMs) {
    var asking = open.get(silent);
    boolean over = asking != null && asking.values().removeIf(at -> at <= nowMs - KEPT_MS);
    open.values().removeIf(Map::isEmpty);
    return over;
  }

  void forget(long node) {
    open.remove(node);
    open.values().forEach(asking -> asking.remove(node));
    open.values().removeIf(Map::isEmpty);
  }

  private boolean isSilent(long silent, long asking) {
    var those = open.get(silent);
    return those != null && those.containsKey(asking);
  }
}

package dropchat.matchmaker.line;

import dropchat.cluster.ProcessId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Who came since the last round. The order in which they look for a partner is random, but that
 * many who came to one process go one after the other: so most of them meet there, and what they
 * then signal need not cross the cluster.
 */
final class Newcomers {

  /**
   * So many are others enough for anybody to meet. With fewer, coming to a process right behind
   * somebody would mean to meet them.
   */
  static final int CROWD = 6;

  private Set<Waiting> all = new LinkedHashSet<>();

  void add(Waiting waiting) {
    all.add(waiting);
  }

  void remove(Waiting waiting) {
    all.remove(waiting);
  }

  /** All of them; there are none afterwards. */
  List<Waiting> take(Random random) {
    var shuffled = new ArrayList<>(all);
    all = new LinkedHashSet<>(); // clearing costs as much as the most that ever came at once
    Collections.shuffle(shuffled, random);
    Map<Long, List<Waiting>> processes = new LinkedHashMap<>();
    for (var each : shuffled) {
      processes.computeIfAbsent(ProcessId.of(each.peer.node()), of -> new ArrayList<>()).add(each);
    }
    var ordered = new ArrayList<Waiting>(shuffled.size());
    processes.values().stream().filter(Newcomers::isCrowd).forEach(ordered::addAll);
    shuffled.removeIf(each -> isCrowd(processes.get(ProcessId.of(each.peer.node()))));
    ordered.addAll(shuffled);
    return ordered;
  }

  private static boolean isCrowd(List<Waiting> ofOneProcess) {
    return ofOneProcess.size() >= CROWD;
  }
}

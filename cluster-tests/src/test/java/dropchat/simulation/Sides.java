package dropchat.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Who is a member, as the failure detector has it: a list in order of joining, and one such list
 * for each side of a split. Every process sees its side's list, each a little later than it is
 * true. When sides can talk again the members of the smaller one move to the back of the larger
 * one, one by one.
 */
final class Sides {

  private static final int LAG_MS = 300;
  private static final int MERGE_EVERY_MS = 400;

  private final Schedule schedule;
  private final Dice dice;
  private final Network network;
  private final LongConsumer onNews;
  private final List<List<Long>> sides = new ArrayList<>();

  /**
   * @param onNews is told of each process that is to look at {@link #seenBy} again
   */
  Sides(Schedule schedule, Dice dice, Network network, LongConsumer onNews) {
    this.schedule = schedule;
    this.dice = dice;
    this.network = network;
    this.onNews = onNews;
    schedule.in(MERGE_EVERY_MS, this::merge);
  }

  /** A new process joins the largest side that it can talk to, or begins one. */
  void join(long process) {
    var side =
        sides.stream()
            .filter(some -> network.joins(some.getFirst(), process))
            .max(Comparator.comparingInt(List::size))
            .orElseGet(this::another);
    side.add(process);
    tell(side);
  }

  /** That process has ended, or is taken to have. */
  void leave(long process) {
    var side = sideOf(process);
    if (side != null) {
      side.remove(process);
      sides.removeIf(List::isEmpty);
      tell(side);
    }
  }

  /** That process is alive and no longer counted among the others. */
  void expel(long process) {
    if (sideOf(process) != null && sideOf(process).size() > 1) {
      leave(process);
      var alone = another();
      alone.add(process);
      tell(alone);
    }
  }

  /** These no longer see the others, nor the others them. */
  void split(Set<Long> island) {
    for (var side : List.copyOf(sides)) {
      var off = side.stream().filter(island::contains).toList();
      if (!off.isEmpty() && off.size() < side.size()) {
        side.removeAll(off);
        var other = another();
        other.addAll(off);
        tell(side);
        tell(other);
      }
    }
  }

  /** Oldest first. */
  List<Long> seenBy(long process) {
    var side = sideOf(process);
    return side == null ? List.of(process) : List.copyOf(side);
  }

  boolean isOne() {
    return sides.size() == 1;
  }

  private void merge() {
    sides.sort(Comparator.comparingInt(side -> -side.size()));
    for (int i = sides.size() - 1; i > 0; i--) {
      var process = sides.get(i).getFirst();
      var larger = sides.get(0);
      if (larger.stream().allMatch(member -> network.joins(member, process))) {
        leave(process);
        larger.add(process);
        tell(larger);
        break;
      }
    }
    schedule.in(MERGE_EVERY_MS, this::merge);
  }

  private void tell(List<Long> side) {
    for (long process : side) {
      schedule.in(dice.between(1, LAG_MS), () -> onNews.accept(process));
    }
  }

  private List<Long> sideOf(long process) {
    return sides.stream().filter(side -> side.contains(process)).findFirst().orElse(null);
  }

  private List<Long> another() {
    var side = new ArrayList<Long>();
    sides.add(side);
    return side;
  }
}

package dropchat.simulation;

import dropchat.cluster.BusMessage;
import dropchat.cluster.ProcessId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bus between processes. Batches get lost, late, repeated and overtaken as the weather is, and
 * nothing passes a cut. Within one process nothing goes wrong.
 */
final class Network {

  /**
   * How a network treats batches.
   *
   * @param loss the share that is lost
   * @param repetition the share that arrives twice
   * @param usualMs most take up to so long
   * @param straggling the share that takes up to {@link #LONGEST_MS}
   * @param ordered no batch overtakes another one between the same two processes, as in TCP
   */
  record Weather(double loss, double repetition, int usualMs, double straggling, boolean ordered) {
    static final Weather CALM = new Weather(0, 0, 5, 0, true);
  }

  /** Who is told what arrives. */
  interface Receiver {
    void arrive(long from, long to, List<BusMessage> batch);
  }

  /** From one process to another, not the other way. */
  private record Way(long from, long to) {}

  /** Nothing takes longer. */
  static final int LONGEST_MS = 3_000;

  private final Schedule schedule;
  private final Dice dice;
  private final Receiver receiver;
  private final Set<Way> cuts = new HashSet<>();
  private final Set<Long> island = new HashSet<>();
  private final Map<Way, Long> latest = new HashMap<>();
  private Weather weather = Weather.CALM;

  Network(Schedule schedule, Dice dice, Receiver receiver) {
    this.schedule = schedule;
    this.dice = dice;
    this.receiver = receiver;
  }

  void become(Weather weather) {
    this.weather = weather;
  }

  /** Nothing passes between these processes and all others until {@link #heal}. */
  void split(Set<Long> island) {
    this.island.addAll(island);
  }

  void heal() {
    island.clear();
  }

  boolean isSplit() {
    return !island.isEmpty();
  }

  void cut(long from, long to) {
    cuts.add(new Way(from, to));
  }

  void mend(long from, long to) {
    cuts.remove(new Way(from, to));
  }

  /** Whether two processes can talk, both ways. */
  boolean joins(long one, long other) {
    return passes(one, other) && passes(other, one);
  }

  void send(long from, long to, List<BusMessage> batch) {
    var way = new Way(ProcessId.of(from), ProcessId.of(to));
    if (way.from == way.to) {
      schedule.in(0, () -> receiver.arrive(from, to, batch));
      return;
    }
    if (dice.chance(weather.loss)) {
      return;
    }
    int copies = dice.chance(weather.repetition) ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      schedule.in(delay(way), () -> arrive(way, from, to, batch));
    }
  }

  /** What is under way when a cable is pulled is lost. */
  private void arrive(Way way, long from, long to, List<BusMessage> batch) {
    if (passes(way.from, way.to)) {
      receiver.arrive(from, to, batch);
    }
  }

  private boolean passes(long from, long to) {
    return island.contains(from) == island.contains(to)
        && (cuts.isEmpty() || !cuts.contains(new Way(from, to)));
  }

  private long delay(Way way) {
    int most = dice.chance(weather.straggling) ? LONGEST_MS : weather.usualMs;
    long arrives = schedule.nowMs() + dice.between(1, most);
    if (weather.ordered) {
      arrives = Math.max(arrives, latest.getOrDefault(way, 0L));
      latest.put(way, arrives);
    }
    return arrives - schedule.nowMs();
  }
}

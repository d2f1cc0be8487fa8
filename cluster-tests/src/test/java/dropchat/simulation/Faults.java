package dropchat.simulation;

import dropchat.simulation.Network.Weather;
import java.util.HashSet;
import java.util.List;

/** What goes wrong, and when. All of it is over at the end of the first minute. */
final class Faults {

  static final int LONGEST_FREEZE_MS = 4_000;

  /** What the failure detector takes to notice a process that does not answer. */
  private static final int DETECTION_MS = 5_000;

  private static final int LONGEST_MS = 12_000;
  private static final int MOST_BETWEEN_MS = 4_000;
  private static final int RESET_MS = 1_000;

  private final Simulation world;
  private final Schedule schedule;
  private final Dice dice;
  private final long untilMs;
  private final Weather usual;

  Faults(Simulation world, long untilMs) {
    this.world = world;
    this.schedule = world.schedule;
    this.dice = world.dice;
    this.untilMs = untilMs;
    this.usual = someWeather();
    world.network.become(usual);
    schedule.in(untilMs, () -> world.network.become(Weather.CALM));
    next();
  }

  private void next() {
    schedule.in(
        dice.between(1, MOST_BETWEEN_MS),
        () -> {
          if (schedule.nowMs() < untilMs - LONGEST_MS - DETECTION_MS) {
            if (!world.alive().isEmpty()) {
              something();
            }
            next();
          }
        });
  }

  private void something() {
    switch (dice.between(1, 10)) {
      case 1, 2 -> kill(dice.oneOf(world.alive()));
      case 3 -> drain(dice.oneOf(world.alive()));
      case 4 -> freeze(dice.oneOf(world.alive()));
      case 5 -> freezeForTooLong(dice.oneOf(world.alive()));
      case 6 -> split();
      case 7 -> cutOneWay(dice.oneOf(world.alive()), dice.oneOf(world.alive()));
      case 8 -> expel(dice.oneOf(world.alive()));
      case 9 -> storm();
      default -> lesser();
    }
  }

  private void lesser() {
    if (dice.chance(0.5)) {
      var client = dice.oneOf(world.clients);
      world.trace.note(() -> "a client vanishes");
      client.vanish(dice.between(2_000, LONGEST_MS));
    } else {
      var node = world.anyNode();
      var other = world.anyNode();
      if (node != null && node != other) {
        world.trace.note(() -> Names.of(node.id) + " is stuck with " + Names.of(other.id));
        node.perform(() -> node.stuck(other.id));
      }
    }
  }

  /** The kernel resets its connections, or the whole machine is dark. */
  private void kill(SimulatedProcess process) {
    boolean dark = dice.chance(0.3);
    end(process, dark ? DETECTION_MS : RESET_MS);
    schedule.in(dice.between(100, LONGEST_MS / 2), () -> world.startAgain(process));
  }

  private void end(SimulatedProcess process, int noticedMs) {
    process.end(noticedMs);
    schedule.in(dice.between(1, noticedMs), () -> world.sides.leave(process.id));
  }

  /** As a rolling restart does it: goodbye to everybody, then closes, then leaves. */
  private void drain(SimulatedProcess process) {
    world.trace.note(() -> Names.of(process.id) + " drains");
    process.nodes.forEach(node -> node.perform(node::drain));
    schedule.in(
        dice.between(500, 3_000),
        () -> {
          if (!process.ended) {
            end(process, 50);
            schedule.in(dice.between(1, 2_000), () -> world.startAgain(process));
          }
        });
  }

  private void freeze(SimulatedProcess process) {
    int ms = dice.between(50, LONGEST_FREEZE_MS);
    world.trace.note(() -> Names.of(process.id) + " freezes for " + ms + " ms");
    process.freeze(ms);
  }

  /** The others count it out; thawed, it does a little more before its own watch ends it. */
  private void freezeForTooLong(SimulatedProcess process) {
    int ms = dice.between(DETECTION_MS + 500, DETECTION_MS + 3_000);
    world.trace.note(() -> Names.of(process.id) + " freezes for " + ms + " ms");
    process.freeze(ms);
    schedule.in(DETECTION_MS, () -> world.sides.expel(process.id));
    schedule.in(
        ms + dice.between(0, 250),
        () -> {
          if (!process.ended) {
            end(process, RESET_MS);
            schedule.in(dice.between(1, 2_000), () -> world.startAgain(process));
          }
        });
  }

  private void split() {
    if (world.network.isSplit()) {
      return;
    }
    var island = new HashSet<Long>();
    world.alive().stream().filter(any -> dice.chance(0.5)).forEach(any -> island.add(any.id));
    int ms = dice.between(500, LONGEST_MS);
    world.trace.note(() -> island.stream().map(Names::of).toList() + " cut off for " + ms + " ms");
    world.network.split(island);
    if (ms > DETECTION_MS) {
      schedule.in(DETECTION_MS, () -> world.sides.split(island));
    }
    schedule.in(ms, world.network::heal);
  }

  /** Where those who count others out hear both, nobody is. */
  private void cutOneWay(SimulatedProcess from, SimulatedProcess to) {
    int ms = dice.between(500, LONGEST_MS);
    world.trace.note(() -> Names.of(from.id) + " is not heard by " + Names.of(to.id));
    world.network.cut(from.id, to.id);
    if (ms > DETECTION_MS && dice.chance(0.5)) {
      schedule.in(DETECTION_MS, () -> world.sides.expel(from.id));
    }
    schedule.in(ms, () -> world.network.mend(from.id, to.id));
  }

  /** The failure detector errs. */
  private void expel(SimulatedProcess process) {
    world.trace.note(() -> Names.of(process.id) + " is expelled for nothing");
    world.sides.expel(process.id);
  }

  private void storm() {
    world.trace.note(() -> "storm");
    world.network.become(someWeather());
    schedule.in(dice.between(500, LONGEST_MS), () -> world.network.become(usual));
  }

  private Weather someWeather() {
    return new Weather(
        dice.oneOf(List.of(0.0, 0.02, 0.1, 0.3)),
        dice.oneOf(List.of(0.0, 0.05, 0.3)),
        dice.oneOf(List.of(2, 20, 200, 800)),
        dice.oneOf(List.of(0.0, 0.05, 0.3)),
        dice.chance(0.5));
  }
}

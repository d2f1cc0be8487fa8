package dropchat.processes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What all passers-by have in common: the doors to try, and what befell them. */
final class Crowd {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Member> doors;
  private final List<Passerby> people = new ArrayList<>();
  private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
  private final AtomicInteger nextDoor = new AtomicInteger();
  private final AtomicInteger meetings = new AtomicInteger();
  private final AtomicInteger reconnects = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger seats = new AtomicInteger();

  /** By seat, from whose seat it was greeted. */
  private final Map<Integer, Integer> greetings = new ConcurrentHashMap<>();

  private final Set<Passage> passages = ConcurrentHashMap.newKeySet();

  /** That people of these two doors have met. */
  private record Passage(Member one, Member other) {}

  private final AtomicLong longestWaitNanos = new AtomicLong();
  private final Set<String> complaints = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  private Crowd(List<Member> doors) {
    this.doors = doors;
  }

  /** So many, by all these doors. */
  static Crowd of(int people, List<Member> doors) {
    var crowd = new Crowd(doors);
    for (int i = 0; i < people; i++) {
      crowd.people.add(new Passerby(crowd));
    }
    crowd.people.forEach(Passerby::arrive);
    return crowd;
  }

  int door() {
    return Math.floorMod(nextDoor.getAndIncrement(), doors.size());
  }

  Member door(int number) {
    return doors.get(number);
  }

  void after(Duration time, Runnable what) {
    if (!later.isShutdown()) {
      later.schedule(what, time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** A number for a passer-by in one pairing. */
  int newSeat() {
    return seats.incrementAndGet();
  }

  /** Nobody is in two pairings: of two seats each is greeted from the other, if at all. */
  void met(int seat, Member at, int other, Member atOther) {
    var before = greetings.putIfAbsent(seat, other);
    if (before != null && before != other || greetings.getOrDefault(other, seat) != seat) {
      complain("in two pairings");
    }
    passages.add(new Passage(at, atOther));
    meetings.incrementAndGet();
  }

  /** Some of that door have met some of that one. */
  boolean hasMeetings(Member one, Member other) {
    return passages.contains(new Passage(one, other));
  }

  void forgetPassages() {
    passages.clear();
  }

  /** Each of them does, once more from now on. */
  void awaitEachMeets() {
    var before = people.stream().collect(Collectors.toMap(one -> one, Passerby::meetings));
    Until.holds(
        "each meets somebody",
        PATIENCE,
        () -> people.stream().allMatch(one -> one.meetings() > before.get(one)));
  }

  void wentUnanswered() {
    unanswered.incrementAndGet();
  }

  void waited(long nanos) {
    longestWaitNanos.accumulateAndGet(nanos, Math::max);
  }

  /** What comes next is measured alone. */
  void forgetWaits() {
    longestWaitNanos.set(0);
  }

  void reconnected() {
    if (!over) {
      reconnects.incrementAndGet();
    }
  }

  void wasCut() {
    cut.incrementAndGet();
  }

  void complain(String of) {
    if (!over) {
      complaints.add(of);
    }
  }

  /** All sockets are closed. */
  void goHome() {
    over = true;
    later.shutdownNow();
    people.forEach(Passerby::leave);
  }

  Set<String> complaints() {
    return complaints;
  }

  int unanswered() {
    return unanswered.get();
  }

  int reconnects() {
    return reconnects.get();
  }

  Duration longestWait() {
    return Duration.ofNanos(longestWaitNanos.get());
  }

  @Override
  public String toString() {
    return "%d meetings, %d cut, %d unanswered, %d reconnects, longest wait %d ms"
        .formatted(
            meetings.get(),
            cut.get(),
            unanswered.get(),
            reconnects.get(),
            longestWait().toMillis());
  }
}

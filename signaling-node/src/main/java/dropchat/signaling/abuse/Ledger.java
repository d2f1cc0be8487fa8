package dropchat.signaling.abuse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts reports and cools down whom enough different people reported. Knows abuse handles, never
 * an address; keeps each for a day after its latest report, in memory. Thread safe.
 */
public final class Ledger {

  /**
   * @param distinct so many different recipients
   * @param within this long
   * @param first cooldown, doubling with each further one
   * @param longest cooldown
   * @param targetsPerHour reports of one recipient count against at most so many
   */
  public record Rules(
      int distinct, Duration within, Duration first, Duration longest, int targetsPerHour) {}

  /** After the latest report. No rule may look further back, nor any cooldown last longer. */
  public static final Duration KEPT = Duration.ofDays(1);

  private static final Duration REPEATED = Duration.ofMinutes(1);
  private static final int MOST = 1 << 17;

  /**
   * What is kept of one handle.
   *
   * @param latestMs when the latest report of all came, in milliseconds of the clock: a day later
   *     all of this is forgotten, by whomever it was passed on
   * @param reports when each recipient's latest report came
   */
  public record Copy(
      int subject,
      long latestMs,
      Map<Integer, Long> reports,
      Set<Integer> knownReporters,
      int cooldowns,
      long coolUntilMs) {}

  private static final class Record {
    /** When each recipient's latest report came, since the last cooldown. */
    final Map<Integer, Long> reports = new HashMap<>();

    /** All who have taken part in a cooldown: doubling needs somebody new. */
    final Set<Integer> knownReporters = new HashSet<>();

    int cooldowns;
    long coolUntilMs;
    long latestMs;
  }

  private final Rules rules;
  private final InstantSource clock;
  private final Cache<Integer, Record> subjects = bounded(Expiry.writing((s, r) -> left(r)));
  private final Cache<Integer, Set<Integer>> targets =
      bounded(Expiry.writing((recipient, hit) -> Duration.ofHours(1)));

  public Ledger(Rules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  private static <V> Cache<Integer, V> bounded(Expiry<Integer, V> expiry) {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .scheduler(Scheduler.systemScheduler())
        .maximumSize(MOST)
        .expireAfter(expiry)
        .build();
  }

  private Duration left(Record record) {
    return Duration.ofMillis(Math.max(0, record.latestMs + KEPT.toMillis() - clock.millis()));
  }

  /**
   * {@code recipient} is whom the reported token was given to, whoever sends it in, and however
   * often: once a minute is enough.
   *
   * @return whether it changes anything
   */
  public synchronized boolean report(int subject, int recipient) {
    if (!mayCount(subject, recipient)) {
      return false;
    }
    long now = clock.millis();
    var known = subjects.getIfPresent(subject);
    var record = known == null ? new Record() : known;
    var before = record.reports.get(recipient);
    if (before != null && now - before < REPEATED.toMillis()) {
      return false;
    }
    record.latestMs = now;
    record.reports.put(recipient, now);
    judge(record, now);
    subjects.put(subject, record);
    return true;
  }

  private void judge(Record record, long now) {
    record.reports.values().removeIf(at -> at <= now - rules.within().toMillis());
    if (record.reports.size() >= rules.distinct()
        && !record.knownReporters.containsAll(record.reports.keySet())) {
      coolDown(record, now);
    }
  }

  /** Nobody has been reported for a day. */
  public boolean isEmpty() {
    return subjects.asMap().isEmpty();
  }

  /** How long this handle may not join: zero for nearly everybody. */
  public synchronized Duration cooldown(int handle) {
    var record = subjects.getIfPresent(handle);
    long leftMs = record == null ? 0 : record.coolUntilMs - clock.millis();
    return leftMs > 0 ? Duration.ofMillis(leftMs) : Duration.ZERO;
  }

  /**
   * All there is, for a process that joins. Who hit whom is left out: its hour begins anew there.
   */
  public synchronized List<Copy> copy() {
    return subjects.asMap().entrySet().stream()
        .map(
            entry -> {
              var record = entry.getValue();
              return new Copy(
                  entry.getKey(),
                  record.latestMs,
                  Map.copyOf(record.reports),
                  Set.copyOf(record.knownReporters),
                  record.cooldowns,
                  record.coolUntilMs);
            })
        .toList();
  }

  /** Of {@link #copy} what changes anything now: cooldowns under way, reports that still count. */
  public List<Copy> pressing() {
    long now = clock.millis();
    return copy().stream()
        .filter(one -> one.coolUntilMs() > now || one.latestMs() > now - rules.within().toMillis())
        .toList();
  }

  public synchronized void forget() {
    subjects.invalidateAll();
  }

  /**
   * Takes in what another process knows; where both know something the graver holds. Reports of
   * those who have taken part in a cooldown may be the very ones that led to it: they do not count
   * again.
   */
  public synchronized void adopt(List<Copy> copies) {
    for (var copy : copies) {
      var known = subjects.getIfPresent(copy.subject());
      var record = known == null ? new Record() : known;
      copy.reports().forEach((recipient, at) -> record.reports.merge(recipient, at, Math::max));
      record.knownReporters.addAll(copy.knownReporters());
      record.reports.keySet().removeAll(record.knownReporters);
      record.cooldowns = Math.max(record.cooldowns, copy.cooldowns());
      record.coolUntilMs = Math.max(record.coolUntilMs, copy.coolUntilMs());
      record.latestMs = Math.max(record.latestMs, copy.latestMs());
      judge(record, clock.millis());
      subjects.put(copy.subject(), record);
    }
  }

  private boolean mayCount(int subject, int recipient) {
    var hit = targets.get(recipient, r -> new HashSet<>());
    return hit.contains(subject) || hit.size() < rules.targetsPerHour() && hit.add(subject);
  }

  private void coolDown(Record record, long now) {
    long doubled = rules.first().toMillis() << Math.min(record.cooldowns, 20);
    record.coolUntilMs = now + Math.min(doubled, rules.longest().toMillis());
    record.cooldowns++;
    record.knownReporters.addAll(record.reports.keySet());
    record.reports.clear();
  }
}

package dropchat.signaling.session;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Detour;
import dropchat.cluster.BusMessage.Recount;
import dropchat.matchmaker.Matchmaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which matchmaker one node's tickets go to: the oldest that answers its announcements, unless a
 * younger one says that some node cannot reach an older one. So nobody waits for one that hangs, or
 * that the bus does not reach, until the cluster counts it out, nor alone in a line of its own.
 * Nodes may differ for some seconds: what two leaders pair twice, the nodes refuse.
 *
 * <p>An eventual leader detector, see Chandra, Hadzilacos and Toueg, "The weakest failure detector
 * for solving consensus", 1996. Pure: steady milliseconds come in. NOT thread safe, but for what
 * says so.
 */
public final class Allegiance {

  /** Each by its process. */
  public interface Matchmakers {
    void tell(long process, BusMessage message);
  }

  private final long self;
  private final Matchmakers matchmakers;
  private final Runnable onNewLeader;

  /** The oldest first. */
  private volatile Map<Long, Candidate> candidates = new LinkedHashMap<>();

  /** Null where there is none. */
  private volatile Candidate leader;

  private volatile long leadsSinceMs;

  /**
   * @param self this process, that may have a matchmaker, too
   * @param onNewLeader must tell it all there is to tell
   */
  public Allegiance(long self, Matchmakers matchmakers, Runnable onNewLeader) {
    this.self = self;
    this.matchmakers = matchmakers;
    this.onNewLeader = onNewLeader;
  }

  /**
   * These there are now, the oldest first. One that has come since is waited for only where none
   * answers.
   */
  public void choose(List<Long> present, long nowMs) {
    boolean served = those(one -> one.answers(nowMs)).findAny().isPresent();
    var before = candidates;
    var now = new LinkedHashMap<Long, Candidate>();
    for (long one : present) {
      var came = new Candidate(one, nowMs, served ? Candidate.NEVER : nowMs);
      now.put(one, before.getOrDefault(one, came));
    }
    candidates = now;
    follow(nowMs);
    those(one -> one != leader && !before.containsKey(one.process))
        .forEach(one -> matchmakers.tell(one.process, new Announcement(0, 0, 0)));
  }

  /** To be called a few times a second. */
  public void follow(long nowMs) {
    var trusted = trusted(nowMs);
    if (trusted == leader) {
      return;
    }
    if (leader != null) {
      renounce(leader.process);
    }
    leader = trusted;
    leadsSinceMs = nowMs;
    onNewLeader.run();
    excuse(nowMs);
  }

  /**
   * Besides what its leader is told: to those that do not lead, who then answer, too, so it is
   * known which of them do.
   *
   * @param sockets of this node
   */
  public void announce(int sockets, long nowMs) {
    for (var one : candidates.values()) {
      if (one != leader) {
        matchmakers.tell(one.process, new Announcement(sockets, 0, 0));
      }
    }
    excuse(nowMs);
  }

  /**
   * @return whether it is for the node: from its leader, or from no matchmaker
   */
  public boolean hear(long from, BusMessage message, long nowMs) {
    switch (message) {
      case Census census -> {
        those(one -> one.process == from).forEach(one -> one.answeredAtMs = nowMs);
        return isLeader(from);
      }
      case Detour detour -> {
        those(one -> one.process == from).forEach(one -> one.detourAtMs = nowMs);
        return false;
      }
      case Recount recount -> {
        if (!isLeader(from)) {
          renounce(from); // it has tickets from when it led
        }
        return isLeader(from);
      }
      default -> {
        return true;
      }
    }
  }

  public void toLeader(BusMessage message) {
    if (leader != null) {
      matchmakers.tell(leader.process, message);
    }
  }

  /** Thread safe. */
  public OptionalLong leader() {
    var now = leader;
    return now == null ? OptionalLong.empty() : OptionalLong.of(now.process);
  }

  /** For how long it has answered nothing, since it leads; 0 where there is none. Thread safe. */
  public long leaderSilentForMs(long nowMs) {
    var now = leader;
    return now == null ? 0 : nowMs - Math.max(now.answeredAtMs, leadsSinceMs);
  }

  /** For how long none in another process has answered; 0 where there is none. Thread safe. */
  public long othersSilentForMs(long nowMs) {
    return those(one -> one.process != self)
        .mapToLong(one -> one.silentForMs(nowMs))
        .min()
        .orElse(0);
  }

  /** Whether each has answered within this time, or come. */
  public boolean hearsAll(long withinMs, long nowMs) {
    return those(one -> one.silentForMs(nowMs) > withinMs).findAny().isEmpty();
  }

  private Candidate trusted(long nowMs) {
    return those(one -> one.isDetour(nowMs))
        .reduce((older, younger) -> younger)
        .or(() -> those(one -> one.answers(nowMs)).findFirst())
        .or(() -> those(one -> true).findFirst())
        .orElse(null);
  }

  private Stream<Candidate> those(Predicate<Candidate> chosen) {
    return candidates.values().stream().filter(chosen);
  }

  /** A leader is told why it leads where an older one should. */
  private void excuse(long nowMs) {
    if (passesOver(nowMs)) {
      toLeader(new Detour());
    }
  }

  private boolean passesOver(long nowMs) {
    return leader != null
        && candidates.values().stream()
            .takeWhile(one -> one != leader)
            .anyMatch(one -> one.silentForMs(nowMs) > Matchmaker.PATIENCE_MS);
  }

  private void renounce(long matchmaker) {
    if (candidates.containsKey(matchmaker)) {
      matchmakers.tell(matchmaker, new Anew());
    }
  }

  private boolean isLeader(long process) {
    return leader != null && leader.process == process;
  }
}

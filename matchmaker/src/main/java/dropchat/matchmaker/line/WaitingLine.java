package dropchat.matchmaker.line;

import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Seat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Who waits, and who may meet whom. Knows no clock: every call says what time it is, in
 * milliseconds of one steady clock. NOT thread safe.
 *
 * <p>After a round, no two in the line could be paired: so only those look for a partner who came,
 * widened, or can be reached since, and the cost of a ticket does not depend on how many wait.
 */
public final class WaitingLine {

  /** Past this many rounds the oldest candidate is preferred to a random one. */
  private static final int PATIENCE_ROUNDS = 5;

  /** Whoever has waited for so long, under another leader, looks before the others. */
  private static final long LONG_MS = 1_000;

  private final Widening widening;
  private final RandomGenerator random;
  private final Directory directory = new Directory();
  private final Alarms alarms = new Alarms();
  private final Rifts rifts = new Rifts();
  private final Map<Long, NodeTickets> nodes = new HashMap<>();
  private Set<Waiting> newcomers = new LinkedHashSet<>();
  private long round;

  public WaitingLine(Widening widening, RandomGenerator random) {
    this.widening = widening;
    this.random = random;
  }

  /**
   * Takes the place of an earlier ticket of the same peer; an older epoch than that one's is
   * ignored.
   */
  public void offer(Ticket ticket, long nowMs) {
    var waiting = new Waiting(ticket, nowMs, round);
    var tickets = nodes.computeIfAbsent(waiting.peer.node(), node -> new NodeTickets());
    var earlier = tickets.of(waiting.peer.socket());
    if (earlier != null) {
      if (earlier.ticket.seat().epoch() - ticket.seat().epoch() >= 0) {
        return;
      }
      remove(earlier);
    }
    tickets.add(waiting);
    newcomers.add(waiting);
  }

  /** Does nothing if that peer waits at another seat by now, or not at all. */
  public void withdraw(Seat seat) {
    var waiting = at(seat);
    if (waiting != null) {
      remove(waiting);
    }
  }

  /** A match of this seat came to nothing through the other side: it may be matched again. */
  public void release(Seat seat) {
    var waiting = at(seat);
    if (waiting != null && waiting.taken) {
      relist(waiting);
    }
  }

  /** That node is gone with all its tickets: whoever was matched with one of them is free again. */
  public void forget(long node) {
    rifts.forget(node);
    clear(node);
    for (var tickets : nodes.values()) {
      tickets.all().stream()
          .filter(waiting -> waiting.taken && waiting.takenWith == node)
          .forEach(this::relist);
    }
  }

  /** All tickets of that node are void. */
  public void clear(long node) {
    var tickets = nodes.remove(node);
    if (tickets != null) {
      tickets.all().forEach(this::unlist);
    }
  }

  /**
   * That node did not answer this one. It may hang: until the next {@link #revive}, or until it
   * tells them anew, none of its tickets is matched. Then it does not, and only across nobody is to
   * meet until a later one.
   *
   * @return whether that is news
   */
  public boolean part(long asking, long silent, long nowMs) {
    boolean news = rifts.open(asking, silent, nowMs);
    if (news) {
      ticketsOf(silent).all().stream()
          .filter(waiting -> !waiting.taken)
          .forEach(waiting -> take(waiting, silent, nowMs));
    }
    return news;
  }

  /**
   * That node lives. Of its tickets those are matched again that were taken before this time and
   * have not been withdrawn since: their matches were lost on the way. And some seconds after it
   * did not answer another node, it is tried again whether it does.
   */
  public void revive(long node, long takenBeforeMs, long nowMs) {
    if (rifts.close(node, nowMs)) {
      seekAnew(node);
    }
    var tickets = nodes.get(node);
    if (tickets != null) {
      tickets.all().stream()
          .filter(waiting -> waiting.taken && waiting.takenAtMs < takenBeforeMs)
          .forEach(this::relist);
    }
  }

  /** Whether the tickets heard from that node are the ones that it says it has sent. */
  public boolean agrees(long node, int count, long digest) {
    var tickets = ticketsOf(node);
    return tickets.all().size() == count && tickets.digest() == digest;
  }

  /** Pairs all that can be paired. Both stay noted, untouchable, until withdrawn or released. */
  public List<Match> round(long nowMs) {
    round++;
    var seekers = alarms.due(nowMs);
    var shuffled = new ArrayList<>(newcomers);
    newcomers = new LinkedHashSet<>(); // clearing costs as much as the most that ever came at once
    Collections.shuffle(shuffled, random);
    shuffled.sort(Comparator.comparingLong(one -> Math.min(one.sinceMs, nowMs - LONG_MS)));
    seekers.addAll(shuffled);
    var matches = new ArrayList<Match>();
    for (var seeker : seekers) {
      if (!seeker.taken) {
        seek(seeker, nowMs, matches);
      }
    }
    return matches;
  }

  public int size() {
    return nodes.values().stream().mapToInt(tickets -> tickets.all().size()).sum();
  }

  /** For tests: what an empty line must not keep. */
  int keysHeld() {
    return directory.size() + alarms.size();
  }

  private void seek(Waiting seeker, long nowMs, List<Match> matches) {
    int width = widening.widthAfter(nowMs - seeker.sinceMs);
    var partner =
        directory.partnerOf(
            seeker,
            width,
            other -> mayMeet(seeker, other),
            other -> round - other.sinceRound > PATIENCE_ROUNDS,
            random);
    if (partner != null) {
      take(seeker, partner.peer.node(), nowMs);
      take(partner, seeker.peer.node(), nowMs);
      matches.add(
          new Match(seeker.ticket.seat(), partner.ticket.seat(), seeker.sharedWith(partner)));
      return;
    }
    directory.list(seeker, width);
    if (width < Widening.ANYBODY) {
      alarms.set(seeker, seeker.sinceMs + widening.nextAfter(width));
    }
  }

  private boolean mayMeet(Waiting one, Waiting other) {
    return one != other
        && !one.avoids(other)
        && !other.avoids(one)
        && !rifts.between(one.peer.node(), other.peer.node());
  }

  private void seekAnew(long node) {
    for (var waiting : ticketsOf(node).all()) {
      if (!waiting.taken) {
        alarms.cancel(waiting);
        newcomers.add(waiting);
      }
    }
  }

  private NodeTickets ticketsOf(long node) {
    return nodes.getOrDefault(node, new NodeTickets());
  }

  private Waiting at(Seat seat) {
    var tickets = nodes.get(seat.node());
    var waiting = tickets == null ? null : tickets.of(seat.socket());
    return waiting != null && waiting.ticket.seat().equals(seat) ? waiting : null;
  }

  private void take(Waiting waiting, long with, long nowMs) {
    waiting.taken = true;
    waiting.takenWith = with;
    waiting.takenAtMs = nowMs;
    unlist(waiting);
  }

  private void relist(Waiting waiting) {
    waiting.taken = false;
    newcomers.add(waiting);
  }

  private void remove(Waiting waiting) {
    nodes.get(waiting.peer.node()).remove(waiting);
    unlist(waiting);
  }

  private void unlist(Waiting waiting) {
    newcomers.remove(waiting);
    directory.unlist(waiting);
    alarms.cancel(waiting);
  }
}

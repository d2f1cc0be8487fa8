package dropchat.matchmaker;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Detour;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.BusMessage.Withdrawal;
import dropchat.cluster.ProcessId;
import dropchat.matchmaker.line.WaitingLine;
import dropchat.matchmaker.line.Widening;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Pairs whatever it is sent. Pure: messages and the time come in, messages for nodes go out. Its
 * state is soft: a matchmaker that has just begun, or has missed something, is told anew by the
 * nodes.
 *
 * <p>It does not know whether it leads; nodes send their tickets to whom they take for the leader.
 * What two leaders pair twice, the nodes refuse.
 */
public final class Matchmaker {

  /** How often a node announces, and so how soon a lost message is made good. */
  public static final long ANNOUNCE_MS = 2_000;

  /** Who has not been heard for so long, three announcements, cannot be heard. */
  public static final long SILENT_MS = 3 * ANNOUNCE_MS;

  /** Two announcements, and time to answer the second one: for so long it is worth waiting. */
  public static final long PATIENCE_MS = 2 * ANNOUNCE_MS + 500;

  /** A match that has led to nothing for so long was lost: proposals end within a second. */
  private static final long LOST_MS = 1_500;

  private static final long NEVER = Long.MIN_VALUE / 2;

  /** Takes what is for a node. */
  public interface Replies {
    void toNode(long node, BusMessage message);
  }

  private static final class Node {
    long heardAtMs;
    long detouredAtMs = NEVER;
    int sockets;
  }

  private final WaitingLine line;
  private final Replies replies;
  private final Map<Long, Node> nodes = new HashMap<>();

  public Matchmaker(Widening widening, RandomGenerator random, Replies replies) {
    this.line = new WaitingLine(widening, random);
    this.replies = replies;
  }

  public void hear(long from, BusMessage message, long nowMs) {
    nodes.computeIfAbsent(from, node -> new Node()).heardAtMs = nowMs;
    switch (message) {
      case Ticket ticket -> line.offer(ticket, nowMs);
      case Withdrawal withdrawal -> line.withdraw(withdrawal.seat());
      case Release release -> line.release(release.guest());
      case Silence silence -> part(from, silence.node(), nowMs);
      case Anew anew -> line.clear(from);
      case Detour detour -> detour(from, nowMs);
      case Announcement announcement -> compare(from, announcement, nowMs);
      default -> throw new IllegalArgumentException(message.getClass().getSimpleName());
    }
  }

  /**
   * Sends matches to their hosts' nodes; forgets nodes that have been silent for three
   * announcements.
   */
  public void round(long nowMs) {
    for (var silent : silentSince(nowMs - SILENT_MS)) {
      forget(silent);
    }
    for (var match : line.round(nowMs)) {
      replies.toNode(match.host().node(), match);
    }
  }

  /** That process is no member any more. */
  public void gone(long process) {
    List.copyOf(nodes.keySet()).stream()
        .filter(node -> ProcessId.of(node) == process)
        .forEach(this::forget);
  }

  /** How many wait. */
  public int waiting() {
    return line.size();
  }

  /** The silent one is asked at once whether it lives: who does tells all anew. */
  private void part(long asking, long silent, long nowMs) {
    if (nodes.containsKey(silent) && line.part(asking, silent, nowMs)) {
      replies.toNode(silent, new Recount());
    }
  }

  private void compare(long from, Announcement announced, long nowMs) {
    nodes.get(from).sockets = announced.sockets();
    line.revive(from, nowMs - LOST_MS, nowMs);
    if (!line.agrees(from, announced.tickets(), announced.digest())) {
      replies.toNode(from, new Recount());
    }
    int online = nodes.values().stream().mapToInt(node -> node.sockets).sum();
    replies.toNode(from, new Census(online));
    if (isDetour(nowMs)) {
      replies.toNode(from, new Detour());
    }
  }

  /** News is for all, at once; after that each hears it as often as it announces. */
  private void detour(long from, long nowMs) {
    boolean isNews = !isDetour(nowMs);
    nodes.get(from).detouredAtMs = nowMs;
    if (isNews) {
      nodes.keySet().forEach(node -> replies.toNode(node, new Detour()));
    }
  }

  private boolean isDetour(long nowMs) {
    return nodes.values().stream().anyMatch(node -> nowMs - node.detouredAtMs <= PATIENCE_MS);
  }

  private List<Long> silentSince(long ms) {
    var silent = new ArrayList<Long>();
    nodes.forEach(
        (id, node) -> {
          if (node.heardAtMs < ms) {
            silent.add(id);
          }
        });
    return silent;
  }

  private void forget(long node) {
    nodes.remove(node);
    line.forget(node);
  }
}

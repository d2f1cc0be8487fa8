package dropchat.signaling.session;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Recount;
import dropchat.matchmaker.Matchmaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Which matchmaker one node's tickets go to: the oldest that answers its announcements. So nobody
 * waits for one that hangs, or that the bus does not reach, until the cluster counts it out. Nodes
 * may differ in it: what two leaders pair twice, the nodes refuse.
 *
 * <p>An eventual leader detector, see Chandra, Hadzilacos and Toueg, "The weakest failure detector
 * for solving consensus", 1996. Pure: steady milliseconds come in. NOT thread safe, but for {@link
 * #oldestSilentForMs}.
 */
public final class Allegiance {

  /** Two announcements, and time to answer the second one. */
  private static final long PATIENCE_MS = 2 * Matchmaker.ANNOUNCE_MS + 500;

  private final BiConsumer<Long, BusMessage> toMatchmaker;
  private final Runnable onNewLeader;

  /** When each matchmaker answered last, or came. The oldest first. */
  private Map<Long, Long> heardAtMs = new LinkedHashMap<>();

  private OptionalLong leader = OptionalLong.empty();

  /** The cluster's leader, whom this node may not hear. */
  private OptionalLong oldest = OptionalLong.empty();

  /** When that was heard last, or came to be the oldest; never, where there is none. */
  private volatile long oldestHeardAtMs = Long.MAX_VALUE;

  /**
   * @param onNewLeader must tell it all there is to tell
   */
  public Allegiance(BiConsumer<Long, BusMessage> toMatchmaker, Runnable onNewLeader) {
    this.toMatchmaker = toMatchmaker;
    this.onNewLeader = onNewLeader;
  }

  /** These there are now, the oldest first. */
  public void choose(List<Long> matchmakers, long nowMs) {
    var heard = new LinkedHashMap<Long, Long>();
    matchmakers.forEach(one -> heard.put(one, heardAtMs.getOrDefault(one, nowMs)));
    heardAtMs = heard;
    var first = heard.keySet().stream().mapToLong(one -> one).findFirst();
    if (!first.equals(oldest)) {
      oldest = first;
      oldestHeardAtMs = first.isPresent() ? nowMs : Long.MAX_VALUE;
    }
    follow(nowMs);
  }

  /** To be called a few times a second. */
  public void follow(long nowMs) {
    var trusted = trusted(nowMs);
    if (!trusted.equals(leader)) {
      leader.ifPresent(this::renounce);
      leader = trusted;
      onNewLeader.run();
    }
  }

  /**
   * To those that do not lead, who then answer, too: so it is known which of them do.
   *
   * @param sockets of this node
   */
  public void announceToOthers(int sockets) {
    heardAtMs.keySet().stream()
        .filter(one -> !isLeader(one))
        .forEach(one -> toMatchmaker.accept(one, new Announcement(sockets, 0, 0)));
  }

  /**
   * @return whether it is for the node: from its leader, or from no matchmaker
   */
  public boolean hear(long from, BusMessage message, long nowMs) {
    switch (message) {
      case Census census -> answered(from, nowMs);
      case Recount recount -> {
        if (!isLeader(from)) {
          renounce(from); // it has tickets from when it led
        }
      }
      default -> {
        return true;
      }
    }
    return isLeader(from);
  }

  private void answered(long matchmaker, long nowMs) {
    heardAtMs.replace(matchmaker, nowMs);
    if (oldest.isPresent() && oldest.getAsLong() == matchmaker) {
      oldestHeardAtMs = nowMs;
    }
  }

  public void toLeader(BusMessage message) {
    leader.ifPresent(process -> toMatchmaker.accept(process, message));
  }

  /**
   * For how long the oldest, whom the cluster takes for the leader, has answered nothing; not
   * positive where there is none. Thread safe.
   */
  public long oldestSilentForMs(long nowMs) {
    return nowMs - oldestHeardAtMs;
  }

  /** The oldest where none answers. */
  private OptionalLong trusted(long nowMs) {
    var answering =
        heardAtMs.entrySet().stream()
            .filter(one -> nowMs - one.getValue() <= PATIENCE_MS)
            .mapToLong(Map.Entry::getKey)
            .findFirst();
    return answering.isPresent() ? answering : oldest;
  }

  private void renounce(long matchmaker) {
    if (heardAtMs.containsKey(matchmaker)) {
      toMatchmaker.accept(matchmaker, new Anew());
    }
  }

  private boolean isLeader(long process) {
    return leader.isPresent() && leader.getAsLong() == process;
  }
}

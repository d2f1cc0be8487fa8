package dropchat.signaling.app;

import dropchat.cluster.Membership;
import dropchat.cluster.Membership.Member;
import dropchat.cluster.SteadyClock;
import dropchat.matchmaker.MatchmakerVerticle;
import dropchat.signaling.gateway.GatewayVerticle;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells of a process that Hazelcast takes for well while the event bus does not reach it, where
 * another can do its work: a leader that hears no other process' node, and nodes that no other
 * process' matchmaker answers, where their own is heard by nobody else. The leader is the first to
 * go: whoever stays is heard by somebody.
 */
final class DeafWatch {

  /** How often to look. */
  static final long LOOK_MS = 1_000;

  /** More than it takes until a leader that is at fault has gone, and the next one is heard. */
  private static final long NODE_MS = 60_000;

  private final Membership membership;
  private final MatchmakerVerticle matchmaker;
  private final List<GatewayVerticle> nodes;
  private final Consumer<String> end;
  private long lookedAtMs = SteadyClock.ms();

  /**
   * @param matchmaker null if there is none here
   */
  DeafWatch(
      Membership membership,
      MatchmakerVerticle matchmaker,
      List<GatewayVerticle> nodes,
      Consumer<String> end) {
    this.membership = membership;
    this.matchmaker = matchmaker;
    this.nodes = nodes;
    this.end = end;
  }

  void look() {
    if (hasSlept()) {
      return;
    }
    var members = membership.members();
    var leader = Membership.leader(members);
    if (leader.isEmpty() || !hasSuccessor(members)) {
      return;
    }
    if (leader.getAsLong() != membership.self()) {
      if (isUnheard() && nodes.stream().anyMatch(node -> node.othersSilentForMs() > NODE_MS)) {
        end.accept("no matchmaker answers on the bus, ending");
      }
    } else if (matchmaker.isDeaf() && members.stream().anyMatch(this::isAnothersNode)) {
      end.accept("no node is heard on the bus, ending: another matchmaker leads");
    }
  }

  /** Who slept heard nobody, and is not deaf: a {@link PauseWatch} tells what becomes of it. */
  private boolean hasSlept() {
    long before = lookedAtMs;
    lookedAtMs = SteadyClock.ms();
    return lookedAtMs - before > 2 * LOOK_MS;
  }

  private boolean isUnheard() {
    return matchmaker == null || matchmaker.isDeaf();
  }

  private static boolean hasSuccessor(List<Member> members) {
    return members.stream().filter(one -> one.roles().contains(Membership.MATCHMAKER)).count() > 1;
  }

  private boolean isAnothersNode(Member one) {
    return one.process() != membership.self() && one.roles().contains(Membership.SIGNALING);
  }
}

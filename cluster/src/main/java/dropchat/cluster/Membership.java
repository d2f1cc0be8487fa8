package dropchat.cluster;

import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Which processes form the cluster, as this one sees it. Thread safe. */
public interface Membership {

  /** What a process may do. */
  String MATCHMAKER = "matchmaker";

  String SIGNALING = "signaling";

  record Member(long process, Set<String> roles) {}

  /**
   * @param members oldest first, this process included
   * @param gone who was a member before and is not now
   * @param merged this side of a split has just joined the other
   */
  record Change(List<Member> members, Set<Long> gone, boolean merged) {}

  long self();

  /** Oldest first, this process included. */
  List<Member> members();

  /** Called after each change, one at a time, on a thread that must not be blocked. */
  void onChange(Consumer<Change> listener);

  /**
   * This process is about to leave. Completes when all members that answer take it for the leader
   * no more, unless nobody else could be: so there is no moment without one.
   */
  default Future<Void> retire() {
    return Future.succeededFuture();
  }

  /**
   * All are told anew where this process listens on the bus: it seems that somebody does not know.
   */
  default void renew() {}

  default OptionalLong leader() {
    return leader(members());
  }

  /** The oldest member with the matchmaker role: every process can tell without asking. */
  static OptionalLong leader(List<Member> members) {
    return matchmakers(members).stream().mapToLong(process -> process).findFirst();
  }

  /** The processes that lead, or would if those before them were gone. */
  static List<Long> matchmakers(List<Member> members) {
    return members.stream()
        .filter(member -> member.roles().contains(MATCHMAKER))
        .map(Member::process)
        .toList();
  }
}

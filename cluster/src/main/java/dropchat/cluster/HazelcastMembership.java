package dropchat.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Membership as Hazelcast has it: its list is in order of joining, and the same on every member. It
 * is looked at now and then besides being told of: Hazelcast tells on threads that Vert.x's own
 * clean-up after a lost member may block for seconds.
 */
final class HazelcastMembership implements Membership {

  static final String PROCESS = "dropchat.process";
  static final String ROLES = "dropchat.roles";
  static final String BUS = "dropchat.bus";

  private static final long LOOK_MS = 100;

  private final HazelcastInstance hazelcast;
  private final long self;
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private List<Member> known;

  HazelcastMembership(HazelcastInstance hazelcast, long self) {
    this.hazelcast = hazelcast;
    this.self = self;
    this.known = members();
    hazelcast
        .getCluster()
        .addMembershipListener(
            new MembershipListener() {
              @Override
              public void memberAdded(MembershipEvent event) {
                changed(false);
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                changed(false);
              }
            });
    hazelcast
        .getLifecycleService()
        .addLifecycleListener(event -> changed(event.getState() == LifecycleState.MERGED));
    Thread.ofPlatform().daemon().name("membership").start(this::lookNowAndThen);
  }

  private void lookNowAndThen() {
    while (hazelcast.getLifecycleService().isRunning()) {
      changed(false);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
    }
  }

  @Override
  public long self() {
    return self;
  }

  @Override
  public List<Member> members() {
    return hazelcast.getCluster().getMembers().stream()
        .filter(member -> member.getAttribute(PROCESS) != null)
        .map(
            member ->
                new Member(
                    Long.parseUnsignedLong(member.getAttribute(PROCESS), 16),
                    speaksOurs(member) ? Set.of(member.getAttribute(ROLES).split(",")) : Set.of()))
        .toList();
  }

  /**
   * During the change to another version of the bus messages there are two clusters in one, each
   * with its own leader: members of the other one have no role here.
   */
  private static boolean speaksOurs(com.hazelcast.cluster.Member member) {
    return BatchCodec.VERSION.equals(member.getAttribute(BUS));
  }

  @Override
  public void onChange(Consumer<Change> listener) {
    listeners.add(listener);
  }

  private synchronized void changed(boolean merged) {
    if (!hazelcast.getLifecycleService().isRunning()) {
      return;
    }
    var now = members();
    if (now.equals(known) && !merged) {
      return;
    }
    Set<Long> gone =
        known.stream().map(Member::process).collect(Collectors.toCollection(HashSet::new));
    now.forEach(member -> gone.remove(member.process()));
    known = now;
    var change = new Change(now, gone, merged);
    listeners.forEach(listener -> listener.accept(change));
  }
}

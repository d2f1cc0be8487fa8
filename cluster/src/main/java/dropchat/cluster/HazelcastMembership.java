package dropchat.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

  /** How many a process has. */
  static final String NODES = "dropchat.nodes";

  private static final long LOOK_MS = 100;
  private static final long ANSWER_MS = 500;

  private final HazelcastInstance hazelcast;
  private final Vertx vertx;
  private final long self;

  /** Members that are about to leave. */
  private final Set<Long> retired = ConcurrentHashMap.newKeySet();

  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private List<Member> known;

  HazelcastMembership(HazelcastInstance hazelcast, Vertx vertx, long self) {
    this.hazelcast = hazelcast;
    this.vertx = vertx;
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
    return withoutRetired(
        hazelcast.getCluster().getMembers().stream()
            .filter(member -> member.getAttribute(PROCESS) != null)
            .map(
                member ->
                    new Member(
                        Long.parseUnsignedLong(member.getAttribute(PROCESS), 16),
                        speaksOurs(member)
                            ? Set.of(member.getAttribute(ROLES).split(","))
                            : Set.of()))
            .toList());
  }

  /** They lead no more, unless nobody else could. */
  private List<Member> withoutRetired(List<Member> all) {
    boolean hasSuccessor =
        all.stream()
            .filter(member -> !retired.contains(member.process()))
            .anyMatch(member -> member.roles().contains(MATCHMAKER));
    return !hasSuccessor
        ? all
        : all.stream()
            .map(
                member ->
                    retired.contains(member.process())
                        ? new Member(member.process(), Set.of())
                        : member)
            .toList();
  }

  /** Completes when members that retire can tell this one. */
  Future<Void> listen() {
    return vertx
        .eventBus()
        .<Long>consumer(
            Address.retirements(self),
            told -> {
              retired.add(told.body());
              changed(false);
              told.reply(null);
            })
        .completion();
  }

  @Override
  public Future<Void> retire() {
    var answers =
        members().stream()
            .map(
                member ->
                    vertx
                        .eventBus()
                        .request(
                            Address.retirements(member.process()),
                            self,
                            new DeliveryOptions().setSendTimeout(ANSWER_MS)))
            .toList();
    return Future.join(answers).<Void>mapEmpty().otherwiseEmpty();
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
    retired.removeAll(gone);
    known = now;
    var change = new Change(now, gone, merged);
    listeners.forEach(listener -> listener.accept(change));
  }
}

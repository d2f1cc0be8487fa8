package dropchat.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Membership as Hazelcast has it: its list is in order of joining, and the same on every member. It
 * is looked at now and then besides being told of: Hazelcast tells on threads that Vert.x's own
 * clean-up after a lost member may block for seconds.
 */
final class HazelcastMembership implements Membership {

  private static final Logger LOG = Logger.getLogger("dropchat.cluster");

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
  private final Runnable renewal;

  /** Members that are about to leave. */
  private final Set<Long> retired = ConcurrentHashMap.newKeySet();

  /** Members that know that this one is about to leave. */
  private final Set<Long> informed = ConcurrentHashMap.newKeySet();

  private volatile boolean retiring;

  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private List<Member> known;

  /**
   * @param renewal of this process' registrations on the bus
   */
  HazelcastMembership(HazelcastInstance hazelcast, Vertx vertx, long self, Runnable renewal) {
    this.hazelcast = hazelcast;
    this.vertx = vertx;
    this.self = self;
    this.renewal = renewal;
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

  /** Hazelcast has another set once somebody has come or gone: the same one needs no look. */
  private void lookNowAndThen() {
    Set<?> looked = null;
    while (hazelcast.getLifecycleService().isRunning()) {
      try {
        var members = hazelcast.getCluster().getMembers();
        if (members != looked) {
          changed(false);
          looked = members;
        }
        if (retiring) {
          tellOfRetirement();
        }
      } catch (HazelcastInstanceNotActiveException closing) {
        return;
      } catch (RuntimeException fault) {
        LOG.log(Level.SEVERE, "looking at the members", fault); // the next look may do
      }
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
            .map(member -> new Member(process(member), roles(member)))
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

  @Override
  public void renew() {
    renewal.run();
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

  /** Who joins, or does not answer, is told at one of the next looks. */
  @Override
  public Future<Void> retire() {
    retiring = true;
    return tellOfRetirement();
  }

  private Future<Void> tellOfRetirement() {
    var present = processes(members());
    informed.retainAll(present);
    var answers =
        present.stream()
            .filter(process -> !informed.contains(process))
            .map(this::tellOfRetirement)
            .toList();
    return Future.join(answers).<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<?> tellOfRetirement(long process) {
    return Bus.ask(vertx, Address.retirements(process), self, ANSWER_MS)
        .onSuccess(answer -> informed.add(process));
  }

  /**
   * During the change to another version of the bus messages there are two clusters in one, each
   * with its own leader: members of the other one have no role here.
   */
  static boolean speaksOurs(com.hazelcast.cluster.Member member) {
    return BatchCodec.VERSION.equals(member.getAttribute(BUS));
  }

  static Set<String> roles(com.hazelcast.cluster.Member member) {
    return speaksOurs(member) ? Set.of(member.getAttribute(ROLES).split(",")) : Set.of();
  }

  static long process(com.hazelcast.cluster.Member member) {
    return Long.parseUnsignedLong(member.getAttribute(PROCESS), 16);
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
    var gone = processes(known);
    gone.removeAll(processes(now));
    retired.removeAll(gone);
    known = now;
    var change = new Change(now, gone, merged);
    listeners.forEach(listener -> listener.accept(change));
  }

  private static Set<Long> processes(List<Member> members) {
    return members.stream().map(Member::process).collect(Collectors.toCollection(HashSet::new));
  }
}

package dropchat.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Sends an empty batch to each bus address of each member once. The first message to an address
 * asks Hazelcast where it lives, and how to connect to it: right after the loss of a member that
 * can take seconds, in which everybody has to do with addresses that were not needed before, the
 * new leader's first of all.
 *
 * <p>This process' own addresses are looked up again and again: where the cluster has lost one, which
 * those who know it already do not notice, it is told anew.
 */
final class Introductions {

  private static final long PERIOD_MS = 100;
  private static final long OWN_PERIOD_MS = 2_000;

  private final HazelcastInstance hazelcast;
  private final Vertx vertx;
  private final long self;
  private final LastingRegistrations registrations;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Introductions(
      HazelcastInstance hazelcast, Vertx vertx, long self, LastingRegistrations registrations) {
    this.hazelcast = hazelcast;
    this.vertx = vertx;
    this.self = self;
    this.registrations = registrations;
  }

  void begin() {
    every(PERIOD_MS, this::introduceToStrangers);
    every(OWN_PERIOD_MS, this::keepOwn);
  }

  private void every(long periodMs, Runnable look) {
    vertx.setPeriodic(
        periodMs,
        timer -> {
          try {
            look.run();
          } catch (HazelcastInstanceNotActiveException leaving) {
            vertx.cancelTimer(timer); // Vert.x itself ends timers only after Hazelcast
          }
        });
  }

  private void introduceToStrangers() {
    var addresses =
        hazelcast.getCluster().getMembers().stream()
            .filter(HazelcastMembership::speaksOurs)
            .filter(member -> member.getAttribute(HazelcastMembership.NODES) != null)
            .flatMap(member -> addresses(member).stream())
            .collect(Collectors.toSet());
    known.retainAll(addresses);
    for (var address : addresses) {
      if (known.add(address)) {
        Bus.write(vertx.eventBus().sender(address), new Batch(self, List.of()))
            .onFailure(stranger -> known.remove(address));
      }
    }
  }

  private void keepOwn() {
    var member = hazelcast.getCluster().getLocalMember();
    var own = addresses(member);
    if (!known.containsAll(own)) {
      return; // it does not listen everywhere yet
    }
    own.add(Address.newcomers(self));
    own.add(Address.retirements(self));
    if (HazelcastMembership.roles(member).contains(Membership.MATCHMAKER)) {
      own.add(Address.probe(self));
    }
    registrations.keep(own);
  }

  private static List<String> addresses(Member member) {
    long process = HazelcastMembership.process(member);
    var addresses = new ArrayList<String>();
    if (HazelcastMembership.roles(member).contains(Membership.MATCHMAKER)) {
      addresses.add(Address.matchmaker(process));
    }
    int nodes = Integer.parseInt(member.getAttribute(HazelcastMembership.NODES));
    for (int i = 1; i <= nodes; i++) {
      addresses.add(Address.node(ProcessId.node(process, i)));
    }
    return addresses;
  }
}

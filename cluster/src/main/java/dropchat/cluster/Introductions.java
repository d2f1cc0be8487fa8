package dropchat.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
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
 * <p>To this process' own addresses one is sent again and again. Where it does not arrive, the
 * cluster has lost what it knew of them: then it is told anew.
 */
final class Introductions {

  private static final long PERIOD_MS = 100;
  private static final long OWN_PERIOD_MS = 2_000;

  private final HazelcastInstance hazelcast;
  private final Vertx vertx;
  private final Membership membership;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Introductions(HazelcastInstance hazelcast, Vertx vertx, Membership membership) {
    this.hazelcast = hazelcast;
    this.vertx = vertx;
    this.membership = membership;
  }

  void begin() {
    vertx.setPeriodic(PERIOD_MS, timer -> introduceToStrangers());
    vertx.setPeriodic(OWN_PERIOD_MS, timer -> expectToBeReached());
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
        greet(address).onFailure(stranger -> known.remove(address));
      }
    }
  }

  private void expectToBeReached() {
    addresses(hazelcast.getCluster().getLocalMember()).stream()
        .filter(known::contains) // before, it does not listen yet
        .forEach(own -> greet(own).onFailure(lost -> membership.renew()));
  }

  private Future<Void> greet(String address) {
    return Bus.write(vertx.eventBus().sender(address), new Batch(membership.self(), List.of()));
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

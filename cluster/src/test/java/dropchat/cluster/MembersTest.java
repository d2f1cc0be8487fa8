package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MembersTest {

  private static final String HOST = "127.0.0.1";

  private final List<HazelcastInstance> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(HazelcastInstance::shutdown);
  }

  /** What {@link HazelcastMembership} relies on where its look finds the set of the last one. */
  @Test
  void hazelcastHasAnotherSetOfMembersAsSoonAsSomebodyComesOrGoesAndNotBefore() throws Exception {
    int port = InboxTest.freePort();
    var first = start(port, List.of());
    var second = start(InboxTest.freePort(), List.of(HOST + ":" + port));
    for (var member : List.of(first, second)) { // the first tells the others of the third
      until(2, member);
      var two = members(member);
      assertThat(members(member)).isSameAs(two);

      var third = start(InboxTest.freePort(), List.of(HOST + ":" + port));
      until(3, member);
      var three = members(member);
      assertThat(three).isNotSameAs(two);
      assertThat(two).hasSize(2);

      third.shutdown();
      until(2, member);
      assertThat(members(member)).isNotSameAs(three);
      assertThat(three).hasSize(3);
    }
  }

  private static void until(int size, HazelcastInstance hazelcast) {
    CompletableFuture.runAsync(
            () -> {
              while (members(hazelcast).size() != size) {
                Thread.onSpinWait();
              }
            })
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private static Set<Member> members(HazelcastInstance hazelcast) {
    return hazelcast.getCluster().getMembers();
  }

  private HazelcastInstance start(int port, List<String> seeds) throws IOException {
    var join = new Join(HOST, port, seeds, port, Set.of("signaling"), 1, null);
    var member = Hazelcast.newHazelcastInstance(join.hazelcast(new Seeds(seeds)));
    started.add(member);
    return member;
  }
}

package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  @Test
  void aNameStandsForAllTheAddressesThatItHasWhenItIsLookedUp() throws Exception {
    var known = new ArrayList<>(List.of(address(11), address(12), address(13)));
    var seeds = new Seeds(List.of("member:5701"), name -> known.toArray(InetAddress[]::new));
    expectNamed(seeds, known);
    known.remove(0);
    known.add(address(14));
    expectNamed(seeds, known);
  }

  private static void expectNamed(Seeds seeds, List<InetAddress> all) {
    assertThat(seeds.discoverNodes())
        .extracting(node -> node.getPrivateAddress().getInetAddress())
        .containsExactlyElementsOf(all);
  }

  private static InetAddress address(int last) throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
  }

  @Test
  void anAddressStandsForItself() {
    assertThat(new Seeds(List.of("127.0.0.3:5702")).discoverNodes())
        .extracting(node -> node.getPrivateAddress().toString())
        .containsExactly("[127.0.0.3]:5702");
  }

  @Test
  void aNameThatNobodyHasYetDoesNotHideTheOthers() {
    assertThat(new Seeds(List.of("nobody.invalid:5701", "127.0.0.1:5701")).discoverNodes())
        .extracting(node -> node.getPrivateAddress().toString())
        .containsExactly("[127.0.0.1]:5701");
  }

  @Test
  void onceJoinedOnlyMembersThatAnswerAreNamed() throws Exception {
    var home = InetAddress.getByName("127.0.0.1");
    int port = InboxTest.freePort();
    var alone = new Join("127.0.0.1", port, List.of(), 1, Set.of(), 0, null);
    var member = Hazelcast.newHazelcastInstance(alone.hazelcast(new Seeds(List.of())));
    try (var hanging = new ServerSocket(0, 1, home)) {
      var there = "127.0.0.1:" + port;
      var seeds = new Seeds(List.of("127.0.0.2:1", "127.0.0.1:" + hanging.getLocalPort(), there));
      assertThat(seeds.discoverNodes()).hasSize(3);
      seeds.joined();
      assertThat(seeds.discoverNodes())
          .extracting(node -> node.getPrivateAddress().toString())
          .containsExactly("[127.0.0.1]:" + port);
    } finally {
      member.shutdown();
    }
  }
}

package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
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
  void onceJoinedOnlyThoseThatAnswerAreNamed() throws Exception {
    try (var hanging = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        var there = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> echo(there));
      var open = "127.0.0.1:" + there.getLocalPort();
      var seeds = new Seeds(List.of("127.0.0.2:1", "127.0.0.1:" + hanging.getLocalPort(), open));
      assertThat(seeds.discoverNodes()).hasSize(3);
      seeds.joined();
      assertThat(seeds.discoverNodes())
          .extracting(node -> node.getPrivateAddress().toString())
          .containsExactly("[127.0.0.1]:" + there.getLocalPort());
    }
  }

  private static void echo(ServerSocket server) {
    try (var socket = server.accept()) {
      socket.getOutputStream().write(socket.getInputStream().readNBytes(3));
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}

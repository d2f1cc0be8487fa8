package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that reach each other by IPv6 alone, their addresses in the short form. */
@EnabledIf("dropchat.processes.Ipv6Test#isThere")
class Ipv6Test {

  @RegisterExtension
  static final Members CLUSTER =
      Members.at(Collections.nCopies(2, Host.LOOPBACK_OF_IPV6), List.of());

  /** Some containers have none. */
  static boolean isThere() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
      return socket.isBound();
    } catch (IOException none) {
      System.out.println("NOT TRIED: this machine has no IPv6 on loopback");
      return false;
    }
  }

  @Test
  void theyAreOneCluster() {
    CLUSTER.expectEachMeetsEachOther(CLUSTER.all());
    assertThat(CLUSTER.all()).allMatch(Member::ready);
  }
}

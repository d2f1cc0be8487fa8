package dropchat.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a process runs.
 *
 * @param address its own, towards clients
 * @param clusterAddress its own, towards the other processes
 * @param enter what goes before a command line so that it runs there
 */
record Host(String address, String clusterAddress, List<String> enter) {

  static final Host LOOPBACK = new Host("127.0.0.1", List.of());

  static final Host LOOPBACK_OF_IPV6 = new Host("127.0.0.1", "::1", List.of());

  private static final int LOWEST_PORT = 20_000;

  /**
   * Below those that the system gives to outgoing connections: a killed process finds its own free
   * again.
   */
  private static final int HIGHEST_PORT = 32_000;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  Host(String address, List<String> enter) {
    this(address, address, enter);
  }

  /** As a seed. */
  String clusterAddress(int port) {
    return (clusterAddress.contains(":") ? "[" + clusterAddress + "]" : clusterAddress) + ":" + port;
  }

  /** Another one each time: whom it is for may listen there only later. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(port)) {
          return socket.getLocalPort();
        }
      } catch (BindException taken) {
        // another one
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package dropchat.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where clients come from: each from another one of this machine's addresses, so that to the server
 * many are many people.
 */
final class Homes {

  private static final Map<String, HttpClient> HOMES = new ConcurrentHashMap<>();
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final AtomicInteger NEXT_DISREPUTABLE = new AtomicInteger();

  private Homes() {}

  static HttpClient next(Host server) {
    int number = NEXT.getAndIncrement();
    return at(
        isLoopback(server)
            ? "127.0.0." + (2 + number % 32)
            : Wires.machine(server.address(), 5 + number % 10));
  }

  /** Addresses of all who ever came. */
  static Set<String> addresses() {
    return HOMES.keySet();
  }

  /** Where only people come from who may be cooled down. */
  static HttpClient nextDisreputable(Host server) {
    int number = NEXT_DISREPUTABLE.getAndIncrement() % 5;
    return at(
        isLoopback(server) ? "127.0.1." + number : Wires.machine(server.address(), number));
  }

  private static boolean isLoopback(Host server) {
    return server.address().equals(Host.LOOPBACK.address());
  }

  private static HttpClient at(String address) {
    return HOMES.computeIfAbsent(address, Homes::open);
  }

  private static HttpClient open(String address) {
    try {
      return HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

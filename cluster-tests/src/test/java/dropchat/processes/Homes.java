package dropchat.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Where clients come from. On loopback each from an address of its own, so that to the server many
 * are many people.
 */
final class Homes {

  private static final List<HttpClient> LOOPBACK =
      IntStream.range(2, 34).mapToObj(Homes::onLoopback).toList();

  private static final HttpClient ANYWHERE = HttpClient.newHttpClient();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Homes() {}

  static HttpClient next(Host server) {
    return server == Host.LOOPBACK
        ? LOOPBACK.get(NEXT.getAndIncrement() % LOOPBACK.size())
        : ANYWHERE;
  }

  private static HttpClient onLoopback(int number) {
    try {
      return HttpClient.newBuilder()
          .localAddress(InetAddress.getByName("127.0.0." + number))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dropchat.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Many clients at one or more servers, from many addresses where those are on loopback. */
final class Crowd implements AutoCloseable {

  /** Where clients go, and how they speak there. */
  record Place(List<String> urls, Dialect dialect, Pairs pairs) {

    /** At so many of the servers. */
    Place first(int servers) {
      return new Place(urls.subList(0, servers), dialect, pairs);
    }

    Place with(Pairs others) {
      return new Place(urls, dialect, others);
    }

    /** Of the client with this number: each server has as many as each other. */
    URI server(int client) {
      int pair = client / 2;
      int first = pair % urls.size();
      boolean elsewhere = client % 2 == 1 && pairs != Pairs.LOCAL && urls.size() > 1;
      return URI.create(urls.get(elsewhere ? other(first, pair) : first));
    }

    /** Another server than that, each in its turn. */
    private int other(int first, int pair) {
      return (first + 1 + pair / urls.size() % (urls.size() - 1)) % urls.size();
    }

    /** What both of a pair ask for and nobody else does; null where anybody may meet anybody. */
    String interest(int client) {
      return pairs == Pairs.ANY ? null : "pair " + client / 2;
    }

    String name(int client) {
      return "c" + client / 2 + (client % 2 == 0 ? "a" : "b");
    }
  }

  /** Fewer than the server allows from one address, which is 64 by default. */
  private static final int CLIENTS_PER_ADDRESS = 50;

  private static final int OPENING_AT_ONCE = 64;
  private static final int PATIENCE_SECONDS = 120;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
  private final Place place;
  private final Tally tally;
  private final List<Client> open = new ArrayList<>();
  private final Map<Integer, NetClient> addresses = new HashMap<>();
  private int asked;

  Crowd(Place place, Tally tally) {
    this.place = place;
    this.tally = tally;
  }

  /**
   * Returns when all are connected.
   *
   * @param onIdle is given each of them, now and whenever a cycle of theirs has ended
   * @throws IllegalStateException if one could not connect
   */
  void add(int clients, Consumer<Client> onIdle) throws InterruptedException {
    var permits = new Semaphore(OPENING_AT_ONCE);
    var opened = new CountDownLatch(clients);
    var refusals = new ConcurrentLinkedQueue<Throwable>();
    for (int i = 0; i < clients; i++) {
      int number = asked++;
      if (!permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        break;
      }
      place
          .dialect()
          .open(from(number), place.server(number), place.name(number))
          .map(speech -> new Client(speech, place.interest(number), tally, onIdle))
          .onSuccess(
              client -> {
                note(client);
                onIdle.accept(client);
              })
          .onFailure(refusals::add)
          .onComplete(
              done -> {
                permits.release();
                opened.countDown();
              });
    }
    boolean all = opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!all || !refusals.isEmpty()) {
      throw new IllegalStateException(
          refusals.size()
              + " of "
              + clients
              + " clients could not connect (a server's limits.connects-per-second,"
              + " limits.sockets-per-address and limits.sockets, or the open files of either"
              + " process, may be too few)",
          refusals.peek());
    }
  }

  private synchronized void note(Client client) {
    open.add(client);
  }

  /** From 127.1.0.1 upwards where the server is on loopback: to it these are many people. */
  private NetClient from(int client) {
    return addresses.computeIfAbsent(
        client / CLIENTS_PER_ADDRESS,
        address -> {
          var options = new NetClientOptions().setTcpNoDelay(true);
          if (isHere(place.server(client).getHost())) {
            options.setLocalAddress("127.1." + address / 250 + "." + (1 + address % 250));
          }
          return vertx.createNetClient(options);
        });
  }

  private static boolean isHere(String host) {
    return host.equals("localhost") || host.startsWith("127.");
  }

  @Override
  public void close() {
    synchronized (this) { // not for longer: who connects just now is noted on an event loop
      open.forEach(Client::close);
    }
    vertx.close().await();
  }
}

package dropchat.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A crowd at one or more servers, and the clock by which it meets. */
final class Load {

  /** Fewer than the server allows from one address, which is 64 by default. */
  private static final int CLIENTS_PER_ADDRESS = 50;

  private static final int OPENING_AT_ONCE = 64;
  private static final int PATIENCE_SECONDS = 120;

  private final List<URI> servers;
  private final int clients;
  private final int rate;
  private final Processes processes;
  private final Tally tally = new Tally();
  private final Queue<Client> idle = new ConcurrentLinkedQueue<>();
  private final List<Client> open = new ArrayList<>();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
  private volatile boolean running = true;

  /**
   * @param urls each gets as many clients as each other
   * @param rate cycles a second, or 0
   */
  Load(List<String> urls, int clients, int rate, Processes processes) {
    this.servers = urls.stream().map(URI::create).toList();
    this.clients = clients;
    this.rate = rate;
    this.processes = processes;
  }

  Report run(int warmUpSeconds, int seconds) throws IOException, InterruptedException {
    try {
      open();
      var pace = Thread.ofPlatform().daemon().start(this::pace);
      watch("warming up", warmUpSeconds);
      tally.take();
      var before = processes.cpu();
      long start = System.nanoTime();
      watch("measuring", seconds);
      var counts = tally.take();
      double took = (System.nanoTime() - start) / 1e9;
      var cpu = processes.cpu().minus(before);
      running = false;
      pace.join();
      return new Report(clients, rate, took, counts, cpu, processes.resident());
    } finally {
      running = false;
      open.forEach(Client::close);
      vertx.close().await();
    }
  }

  private void open() throws InterruptedException {
    var permits = new Semaphore(OPENING_AT_ONCE);
    var opened = new CountDownLatch(clients);
    var failed = new AtomicInteger();
    NetClient from = null;
    for (int i = 0; i < clients; i++) {
      var server = servers.get(i % servers.size());
      if (i % CLIENTS_PER_ADDRESS == 0) {
        from = from(server, i / CLIENTS_PER_ADDRESS);
      }
      permits.acquire();
      Client.open(from, server, tally, this::onIdle)
          .onSuccess(this::joinTheCrowd)
          .onFailure(refused -> failed.incrementAndGet())
          .onComplete(
              done -> {
                permits.release();
                opened.countDown();
              });
    }
    boolean all = opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!all || failed.get() > 0) {
      throw new IllegalStateException(
          failed
              + " of "
              + clients
              + " clients could not connect; raise limits.connects-per-second"
              + " and limits.sockets of the server, or ask for fewer");
    }
    System.err.printf("%d clients are connected%n", clients);
  }

  /** From 127.1.0.1 upwards where the server is on loopback: to it these are many people. */
  private NetClient from(URI server, int address) {
    var options = new NetClientOptions().setTcpNoDelay(true);
    if (server.getHost().startsWith("127.")) {
      options.setLocalAddress("127.1." + address / 250 + "." + (1 + address % 250));
    }
    return vertx.createNetClient(options);
  }

  private synchronized void joinTheCrowd(Client client) {
    open.add(client);
    idle.add(client);
  }

  private void onIdle(Client client) {
    if (rate == 0 && running) {
      client.join(System.nanoTime());
    } else {
      idle.add(client);
    }
  }

  /** Two join for every cycle that is due, however late that is. */
  private void pace() {
    if (rate == 0) {
      for (var client = idle.poll(); client != null; client = idle.poll()) {
        client.join(System.nanoTime());
      }
      return;
    }
    long due = System.nanoTime();
    while (running) {
      while (running && System.nanoTime() - due >= 0 && idle.size() >= 2) {
        idle.remove().join(due);
        idle.remove().join(due);
        due += TimeUnit.SECONDS.toNanos(1) / rate;
      }
      LockSupport.parkNanos(100_000);
    }
  }

  private void watch(String what, int seconds) throws InterruptedException {
    for (int i = 1; i <= seconds; i++) {
      TimeUnit.SECONDS.sleep(1);
      System.err.printf("\r%s: %d of %d s, %,d cycles   ", what, i, seconds, tally.cyclesSoFar());
    }
    System.err.println();
  }
}

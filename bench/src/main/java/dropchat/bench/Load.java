package dropchat.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A crowd at one or more servers, and the clock by which it meets. */
final class Load {

  private final Crowd.Place place;
  private final int clients;
  private final int rate;
  private final Processes processes;
  private final Tally tally = new Tally();
  private final Resting resting = new Resting();
  private volatile boolean running = true;

  /** Whoever is idle joins at once. */
  private volatile boolean unpaced;

  /**
   * @param rate cycles a second, or 0
   */
  Load(Crowd.Place place, int clients, int rate, Processes processes) {
    this.place = place;
    this.clients = clients;
    this.rate = rate;
    this.processes = processes;
  }

  Report run(int warmUpSeconds, int seconds) throws IOException, InterruptedException {
    try (var crowd = new Crowd(place, tally)) {
      crowd.add(clients, this::onIdle);
      System.err.printf("%d clients are connected%n", clients);
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
    }
  }

  private void onIdle(Client client) {
    if (unpaced) {
      client.join(System.nanoTime());
    } else {
      resting.add(client);
    }
  }

  /** Two join for every cycle that is due, however late that is. */
  private void pace() {
    long due = System.nanoTime();
    unpaced = rate == 0;
    while (running) {
      var pair = unpaced || System.nanoTime() - due >= 0 ? resting.poll() : null;
      if (pair == null) {
        LockSupport.parkNanos(100_000);
      } else {
        pair.join(due);
        due += unpaced ? 0 : TimeUnit.SECONDS.toNanos(1) / rate;
      }
    }
    unpaced = false;
  }

  private void watch(String what, int seconds) throws InterruptedException {
    for (int i = 1; i <= seconds; i++) {
      TimeUnit.SECONDS.sleep(1);
      System.err.printf("\r%s: %d of %d s, %,d cycles   ", what, i, seconds, tally.cyclesSoFar());
    }
    System.err.println();
  }
}

package dropchat.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A crowd at one or more servers, and the clock by which it meets. Rests between two runs. */
final class Load implements AutoCloseable {

  /** As long as may be: who was refused does not come to rest. */
  private static final int REST_MS = 500;

  private static final int LOOK_MS = 5;

  private final int clients;
  private final Processes processes;
  private final Tally tally = new Tally();
  private final Resting resting = new Resting();
  private final Crowd crowd;
  private volatile boolean running;

  /** Any two that are idle join at once. */
  private volatile boolean unpaced;

  private Load(Crowd.Place place, int clients, Processes processes) {
    this.clients = clients;
    this.processes = processes;
    this.crowd = new Crowd(place, tally);
  }

  /** Returns when all are connected, and idle. */
  static Load open(Crowd.Place place, int clients, Processes processes)
      throws InterruptedException {
    var load = new Load(place, clients, processes);
    try {
      load.crowd.add(clients, load::onIdle);
    } catch (InterruptedException | RuntimeException e) {
      load.close();
      throw e;
    }
    System.err.printf("%d clients are connected%n", clients);
    return load;
  }

  /**
   * @param rate cycles a second, or 0: as many as it takes
   * @param warmUp seconds that do not count
   */
  Report run(int rate, int warmUp, int seconds) throws IOException, InterruptedException {
    running = true;
    var pace = Thread.ofPlatform().daemon().start(() -> pace(rate));
    try {
      if (warmUp > 0) {
        watch("warming up", warmUp);
      }
      tally.restart();
      var before = processes.cpu();
      long start = System.nanoTime();
      watch("measuring", seconds);
      var counts = tally.take();
      double took = (System.nanoTime() - start) / 1e9;
      var cpu = processes.cpu().minus(before);
      return new Report(clients, rate, took, counts, cpu, processes.resident());
    } finally {
      running = false;
      pace.join();
      rest();
    }
  }

  /** Cycles that have begun end in this run's time, not in that of whoever is measured next. */
  private void rest() throws InterruptedException {
    for (int waited = 0; resting.pairs() < clients / 2 && waited < REST_MS; waited += LOOK_MS) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
    }
  }

  /** Two join, or none: so nobody is left waiting at the server when a run has ended. */
  private void onIdle(Client client) {
    resting.add(client);
    var pair = unpaced ? resting.poll() : null;
    if (pair != null) {
      pair.join(System.nanoTime());
    }
  }

  /** Two join for every cycle that is due, however late that is. */
  private void pace(int rate) {
    long due = System.nanoTime();
    unpaced = rate == 0;
    while (running) {
      var pair = unpaced || System.nanoTime() - due >= 0 ? resting.poll() : null;
      if (pair == null) {
        LockSupport.parkNanos(100_000);
      } else {
        pair.join(unpaced ? System.nanoTime() : due);
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

  @Override
  public void close() {
    crowd.close();
  }
}

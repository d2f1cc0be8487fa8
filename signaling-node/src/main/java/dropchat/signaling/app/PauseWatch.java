package dropchat.signaling.app;

import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Ends a clustered process that was paused for longer than the failure detector allows: the others
 * have counted it out by then, and it must not come back as a ghost of what it was. Something
 * restarts it.
 */
final class PauseWatch implements Runnable {

  /**
   * A heartbeat's interval less than hazelcast.max.no.heartbeat.seconds: whoever was paused for
   * longer may have been counted out.
   */
  private static final long LIMIT_MS = 3_000;

  private static final long STEP_MS = 250;
  private static final int PAUSED = 3;

  static void start() {
    var thread = new Thread(new PauseWatch(), "pause-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    long last = System.nanoTime();
    while (true) {
      try {
        Thread.sleep(STEP_MS);
      } catch (InterruptedException e) {
        return;
      }
      long now = System.nanoTime();
      if (TimeUnit.NANOSECONDS.toMillis(now - last) > LIMIT_MS) {
        Logger.getLogger("dropchat").severe("was paused for too long, ending");
        Runtime.getRuntime().halt(PAUSED);
      }
      last = now;
    }
  }
}

package dropchat.signaling.app;

import java.util.logging.LogManager;

/**
 * The JDK's log, which otherwise ends with the first shutdown hook that comes to its turn: so what
 * is said while draining would sometimes be lost.
 */
public final class LastingLog extends LogManager {

  private volatile boolean lasting;

  /**
   * From now on nothing takes its handlers away.
   *
   * @throws ClassCastException if the JVM has another log, since something logged before
   */
  static void last() {
    ((LastingLog) LogManager.getLogManager()).lasting = true;
  }

  @Override
  public void reset() {
    if (!lasting) {
      super.reset();
    }
  }
}

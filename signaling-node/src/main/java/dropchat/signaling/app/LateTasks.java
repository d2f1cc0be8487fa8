package dropchat.signaling.app;

import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * What libraries still have to do while they close: a worker of Vert.x (ExecuteBlocking, 5.1) tells
 * its result to an event loop that is closed already, and its thread ends; Hazelcast (5.6) looks
 * after invocations whose executor is, and logs that.
 */
final class LateTasks {

  private LateTasks() {}

  /** From now on. Of anything else it is told as before. */
  static void areNoNews() {
    var told = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (!isLate(thrown)) {
            told.uncaughtException(thread, thrown);
          }
        });
    for (Handler log : Logger.getLogger("").getHandlers()) {
      log.setFilter(record -> !isLate(record.getThrown()));
    }
  }

  private static boolean isLate(Throwable thrown) {
    return thrown instanceof RejectedExecutionException;
  }
}

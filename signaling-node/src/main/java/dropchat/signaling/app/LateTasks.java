package dropchat.signaling.app;

import java.util.concurrent.RejectedExecutionException;

/**
 * What Vert.x still has to do while it closes: a worker (ExecuteBlocking, 5.1) tells its result to
 * an event loop that is closed already, and its thread ends.
 */
final class LateTasks {

  private LateTasks() {}

  /** From now on. A thread that ends for any other reason is told of as before. */
  static void areNoNews() {
    var told = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (!(thrown instanceof RejectedExecutionException)) {
            told.uncaughtException(thread, thrown);
          }
        });
  }
}

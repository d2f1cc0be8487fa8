package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateTasksTest {

  private final List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  private final Logger root = Logger.getLogger("");
  private final List<Handler> others = List.of(root.getHandlers());
  private final Logger library = Logger.getLogger("org.example.library");
  private final Handler log =
      new ConsoleHandler() {
        @Override
        public void publish(LogRecord record) {
          if (isLoggable(record)) {
            told.add(record.getThrown());
          }
        }
      };

  @BeforeEach
  void listen() {
    others.forEach(root::removeHandler); // it is of no use to who reads the build's output
    root.addHandler(log);
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> told.add(thrown));
  }

  @AfterEach
  void restore() {
    root.removeHandler(log);
    others.forEach(root::addHandler);
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void aTaskThatComesTooLateIsToldOfUnlessTheProcessCloses() throws InterruptedException {
    var late = new RejectedExecutionException();
    endAThread(late);
    assertThat(told).containsExactly(late);
    LateTasks.areNoNews();
    endAThread(late);
    assertThat(told).hasSize(1);
  }

  @Test
  void anyOtherEndOfAThreadIsToldOfWhileItCloses() throws InterruptedException {
    LateTasks.areNoNews();
    var fault = new IllegalStateException();
    endAThread(fault);
    assertThat(told).containsExactly(fault);
  }

  @Test
  void whatALibraryLogsOfATaskThatComesTooLateIsToldUnlessTheProcessCloses() {
    var late = new RejectedExecutionException();
    library.log(Level.SEVERE, "late", late);
    assertThat(told).containsExactly(late);
    LateTasks.areNoNews();
    library.log(Level.SEVERE, "late", late);
    assertThat(told).hasSize(1);
  }

  @Test
  void whatElseALibraryLogsIsToldWhileItCloses() {
    LateTasks.areNoNews();
    var fault = new IllegalStateException();
    library.log(Level.SEVERE, "a fault", fault);
    library.log(Level.SEVERE, "nothing thrown");
    assertThat(told).containsExactly(fault, null);
  }

  private static void endAThread(RuntimeException of) throws InterruptedException {
    Thread.ofPlatform()
        .start(
            () -> {
              throw of;
            })
        .join();
  }
}

package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateTasksTest {

  private final List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  @BeforeEach
  void listen() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> told.add(thrown));
  }

  @AfterEach
  void restore() {
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

  private static void endAThread(RuntimeException of) throws InterruptedException {
    Thread.ofPlatform()
        .start(
            () -> {
              throw of;
            })
        .join();
  }
}

package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who reads the counters all the time learns nothing of one person alone. */
class MetricsTest {

  private static final int PROCESSES = 400;

  @ParameterizedTest
  @MethodSource("whatOneCauses")
  void whatOneCausesShowsInEveryEighthProcessAtMost(Consumer<Metrics> cause) {
    long shown = Stream.generate(Metrics::new).limit(PROCESSES).filter(m -> shows(m, cause)).count();

    assertThat(shown).isBetween(1L, PROCESSES / 4L); // an eighth is 50, more than 100 is no chance
  }

  static Stream<Consumer<Metrics>> whatOneCauses() {
    return Stream.of(
        Metrics::matched, metrics -> metrics.refused(429), MetricsTest::theSignalsOfATalk);
  }

  @Test
  void whatEightCauseShowsAlways() {
    for (int i = 0; i < PROCESSES / 10; i++) {
      assertThat(shows(new Metrics(), each -> times(8, each::matched))).isTrue();
    }
  }

  private static void theSignalsOfATalk(Metrics metrics) {
    times(30, metrics::signal);
  }

  private static void times(int count, Runnable something) {
    for (int i = 0; i < count; i++) {
      something.run();
    }
  }

  private static boolean shows(Metrics metrics, Consumer<Metrics> cause) {
    var before = metrics.scrape();
    cause.accept(metrics);
    return !metrics.scrape().equals(before);
  }
}

package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoadTest {

  private static final int CLIENTS = 20;
  private static final int CYCLES_A_SECOND = 5;

  /** Of a run of one second: as long as only who counts from its start can have waited. */
  private static final long LONG_MICROS = 900_000;

  private final PairingServer server = new PairingServer();

  @AfterEach
  void close() {
    server.close();
  }

  /** One who were left waiting would keep each other one waiting until the next two are due. */
  @ParameterizedTest
  @EnumSource(
      value = Pairs.class,
      names = {"ANY", "LOCAL"})
  void whoMeetsAtAPaceFindsNobodyLeftOverFromARunWithout(Pairs pairs) throws Exception {
    try (var load = open(pairs)) {
      for (int run = 0; run < 3; run++) {
        var unpaced = load.run(0, 0, 1);
        assertThat(unpaced.errors()).isZero();
        assertThat(unpaced.counts().matching().getMaxValue()).isLessThan(LONG_MICROS);
        assertThat(server.somebodyWaits()).isFalse();
      }
      var paced = load.run(CYCLES_A_SECOND, 0, 2);
      assertThat(paced.errors()).isZero();
      assertThat(paced.counts().cycles()).isBetween(5L, 12L);
      long tillTheNextTwo = TimeUnit.SECONDS.toMicros(1) / CYCLES_A_SECOND;
      assertThat(paced.counts().matching().getValueAtPercentile(90)).isLessThan(tillTheNextTwo);
    }
  }

  @Test
  void aConnectionThatTheServerEndsBetweenTwoRunsIsAnErrorOfTheNext() throws Exception {
    try (var load = open(Pairs.ANY)) {
      load.run(CYCLES_A_SECOND, 0, 1);
      server.closeConnections();
      assertThat(load.run(CYCLES_A_SECOND, 0, 1).errors()).isEqualTo(CLIENTS);
    }
  }

  private Load open(Pairs pairs) throws InterruptedException {
    return Load.open(server.place(pairs), CLIENTS, new Processes(List.of()));
  }
}

package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.bench.Processes.Cpu;
import dropchat.bench.Tally.Counts;
import java.util.HashMap;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final List<String> NAMES =
      List.of(
          Lineup.ONE,
          Lineup.TWO,
          Lineup.TWO_LOCAL,
          Lineup.WS,
          Lineup.WS_REDIS,
          Lineup.SOCKET_IO,
          Lineup.SOCKET_IO_REDIS,
          Lineup.PEERJS);

  @Test
  void ofTheCalmRoundsTheMiddleOneIsTold() {
    var saturated = new HashMap<String, List<Report>>();
    var calm = new HashMap<String, List<Report>>();
    for (var name : NAMES) {
      saturated.put(name, List.of(round(1)));
      calm.put(name, List.of(round(9_000), round(2_000), round(3_000)));
    }
    var comparison = new Comparison(saturated, calm);

    var found = comparison.json().getJsonObject("servers").getJsonObject(Lineup.ONE);
    var times = found.getJsonObject("calm").getJsonObject("signalMicros");
    assertThat(times.getInteger("p99")).isBetween(2_990, 3_010);
  }

  private static Report round(long micros) {
    var times = new Histogram(3);
    times.recordValue(micros);
    var counts = new Counts(1, 1, 0, times, times);
    return new Report(2, 1, 1, counts, new Cpu(1, 1), 0);
  }
}

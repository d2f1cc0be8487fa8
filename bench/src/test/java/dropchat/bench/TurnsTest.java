package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final int CLIENTS = 20;
  private static final Processes NONE = new Processes(List.of());

  private final PairingServer one = new PairingServer();
  private final PairingServer other = new PairingServer();
  private final Turns<String> turns = new Turns<>();
  private final Map<String, List<Report>> reports = new TreeMap<>();

  @BeforeEach
  void enter() throws Exception {
    turns.enter("one", one.place(Pairs.ANY), CLIENTS, NONE, 1);
    turns.enter("other", other.place(Pairs.ANY), CLIENTS, NONE, 1);
  }

  @AfterEach
  void close() {
    turns.close();
    one.close();
    other.close();
  }

  @Test
  void eachCrowdMeetsInItsTurnAtItsOwnRate() throws Exception {
    for (int round = 0; round < 2; round++) {
      turns.run("round", crowd -> crowd.equals("one") ? 10 : 30, 1, reports);
    }
    assertThat(cyclesOf("one")).hasSize(2).allSatisfy(cycles -> near(cycles, 10));
    assertThat(cyclesOf("other")).hasSize(2).allSatisfy(cycles -> near(cycles, 30));
    assertThat(turns.errors()).isZero();
  }

  @Test
  void whoEnteredFirstMeetsFirstAndNobodyElseMeanwhile() throws Exception {
    var before = new ArrayList<List<Integer>>();
    turns.run(
        "round",
        crowd -> {
          before.add(List.of(one.joins(), other.joins()));
          return 10;
        },
        1,
        reports);
    assertThat(one.joins()).as("of one, in the turn of the other").isEqualTo(before.get(1).get(0));
    assertThat(one.joins()).isGreaterThan(before.get(0).get(0));
    assertThat(before.get(1).get(1)).as("in one's turn").isEqualTo(before.get(0).get(1));
    assertThat(other.joins()).isGreaterThan(before.get(1).get(1));
  }

  @Test
  void theErrorsOfAllCountInWhicheverRoundTheyAre() throws Exception {
    one.closeConnections();
    turns.run("round", crowd -> 10, 1, reports);
    other.closeConnections();
    turns.run("round", crowd -> 10, 1, reports);
    assertThat(turns.errors()).isEqualTo(2 * CLIENTS);
  }

  private List<Long> cyclesOf(String crowd) {
    return reports.get(crowd).stream().map(report -> report.counts().cycles()).toList();
  }

  private static void near(long cycles, int due) {
    assertThat(cycles).isBetween(due * 2L / 3, due * 4L / 3);
  }
}

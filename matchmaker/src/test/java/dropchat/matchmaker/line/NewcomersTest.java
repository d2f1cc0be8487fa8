package dropchat.matchmaker.line;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Seat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whom those meet who come at once, to several processes of two nodes each. */
class NewcomersTest {

  private static final int PROCESSES = 4;

  @Test
  void manyWhoComeToOneProcessMeetThere() {
    var matches = round(2 * Newcomers.CROWD, 1);
    assertThat(matches).hasSize(PROCESSES * Newcomers.CROWD).allMatch(NewcomersTest::meetAtOne);
  }

  @Test
  void betweenCrowdsOfOddSizeOneIsLeftForTheNext() {
    var matches = round(Newcomers.CROWD + 1, 1);
    assertThat(matches).hasSize(PROCESSES * (Newcomers.CROWD + 1) / 2);
    assertThat(matches.stream().filter(match -> !meetAtOne(match)).count())
        .isEqualTo(PROCESSES / 2);
  }

  /** Else coming right behind somebody would mean to meet them. */
  @Test
  void twoWhoComeToOneProcessAloneMeetWhoeverComes() {
    long met =
        LongStream.range(0, 200)
            .mapToObj(seed -> round(2, seed))
            .flatMap(List::stream)
            .filter(NewcomersTest::meetAtOne)
            .count();
    assertThat(met / (200.0 * PROCESSES)).isBetween(0.08, 0.21); // one in seven
  }

  @Test
  void nobodyInACrowdKnowsWhomTheyMeet() {
    long met =
        LongStream.range(0, 700)
            .mapToObj(seed -> round(Newcomers.CROWD, seed))
            .flatMap(List::stream)
            .filter(match -> match.host().socket() / 2 == match.guest().socket() / 2)
            .filter(NewcomersTest::meetAtOne)
            .count();
    assertThat(met / (700.0 * PROCESSES * Newcomers.CROWD / 2)).isBetween(0.15, 0.25); // in five
  }

  private static boolean meetAtOne(Match match) {
    return ProcessId.of(match.host().node()) == ProcessId.of(match.guest().node());
  }

  /** So many come to each process, one after the other. */
  private static List<Match> round(int toEach, long seed) {
    var line = new WaitingLine(new Widening(3_000, 8_000), new Random(seed));
    IntStream.range(0, toEach)
        .forEach(
            socket ->
                LongStream.rangeClosed(1, PROCESSES)
                    .map(process -> ProcessId.node(process << 8, 1 + socket % 2))
                    .mapToObj(node -> new Seat(node, socket, 1))
                    .map(seat -> new Ticket(seat, List.of(), List.of(), List.of(), 0))
                    .forEach(ticket -> line.offer(ticket, 0)));
    return line.round(0);
  }
}

package dropchat.bench.micro;

import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.matchmaker.line.WaitingLine;
import dropchat.matchmaker.line.Widening;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one costs while so many wait, each for somebody who does not come. Time stands still. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WaitingLineBenchmark {

  private static final long NOW = 1_000_000;

  @Param({"100", "10000", "1000000"})
  public int waiting;

  private final WaitingLine line =
      new WaitingLine(new Widening(3_000, 8_000), new SplittableRandom());
  private Ticket lonely;
  private Ticket one;
  private Ticket other;

  @Setup
  public void fill() {
    for (int i = 1; i <= waiting; i++) {
      line.offer(Tickets.picky(i), NOW);
    }
    line.round(NOW);
    lonely = Tickets.picky(waiting + 1);
    one = Tickets.ticket(waiting + 2, "ours");
    other = Tickets.ticket(waiting + 3, "ours");
  }

  @Benchmark
  public void offerAndWithdraw() {
    line.offer(lonely, NOW);
    line.withdraw(lonely.seat());
  }

  /** A ticket that finds nobody is listed, and taken off the lists again. */
  @Benchmark
  public List<Match> offerRoundAndWithdraw() {
    line.offer(lonely, NOW);
    var matches = line.round(NOW);
    line.withdraw(lonely.seat());
    return matches;
  }

  /** Two tickets that find each other. */
  @Benchmark
  public List<Match> twoMeet() {
    line.offer(one, NOW);
    line.offer(other, NOW);
    var matches = line.round(NOW);
    line.withdraw(one.seat());
    line.withdraw(other.seat());
    return matches;
  }

  @Benchmark
  public List<Match> roundOfNobodyNew() {
    return line.round(NOW);
  }
}

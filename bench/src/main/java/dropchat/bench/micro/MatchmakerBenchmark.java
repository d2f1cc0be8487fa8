package dropchat.bench.micro;

import dropchat.cluster.Batch;
import dropchat.cluster.BatchCodec;
import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Withdrawal;
import dropchat.matchmaker.Matchmaker;
import dropchat.matchmaker.line.Widening;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A ticket's whole way through the matchmaker, from the bus's bytes to the bus's bytes: read,
 * paired, the match written, withdrawn. For each ticket, of which 64 come in a batch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchmakerBenchmark {

  private static final long NOW = 1_000_000;
  private static final long NODE = 0x5eed01L;
  private static final int BATCH = 64;

  @Param({"100", "10000", "1000000"})
  public int waiting;

  private final BatchCodec codec = new BatchCodec();
  private final List<BusMessage> matches = new ArrayList<>();
  private final Matchmaker matchmaker =
      new Matchmaker(
          new Widening(3_000, 8_000), new SplittableRandom(), (node, match) -> matches.add(match));
  private final Buffer joining = Buffer.buffer();
  private final Buffer leaving = Buffer.buffer();

  @Setup
  public void fill() {
    for (int i = 1; i <= waiting; i++) {
      matchmaker.hear(NODE, Tickets.picky(i), NOW);
    }
    matchmaker.round(NOW);
    var tickets = new ArrayList<BusMessage>();
    var withdrawals = new ArrayList<BusMessage>();
    for (int i = 1; i <= BATCH; i++) {
      var ticket = Tickets.ticket(waiting + i, "pair " + (i - 1) / 2);
      tickets.add(ticket);
      withdrawals.add(new Withdrawal(ticket.seat()));
    }
    codec.encodeToWire(joining, new Batch(NODE, tickets));
    codec.encodeToWire(leaving, new Batch(NODE, withdrawals));
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Buffer ticket() {
    hear(joining);
    matchmaker.round(NOW);
    var told = Buffer.buffer();
    codec.encodeToWire(told, new Batch(NODE, List.copyOf(matches)));
    matches.clear();
    hear(leaving);
    return told;
  }

  private void hear(Buffer bytes) {
    for (var message : codec.decodeFromWire(0, bytes).messages()) {
      matchmaker.hear(NODE, message, NOW);
    }
  }
}

package dropchat.bench.micro;

import dropchat.cluster.Batch;
import dropchat.cluster.BatchCodec;
import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.Seat;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The bus's codec, for each signal of a batch with a description (1.8 KB) and six candidates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchBenchmark {

  private static final int SIGNALS = 7;

  private final BatchCodec codec = new BatchCodec();
  private final Batch batch = batch();
  private final Buffer bytes = Buffer.buffer();

  @Setup
  public void write() {
    codec.encodeToWire(bytes, batch);
  }

  private static Batch batch() {
    var from = new Seat(0x5eed01, 1, 3);
    var to = new Seat(0xfeed01, 2, 3);
    List<BusMessage> signals = new ArrayList<>();
    signals.add(new Signal(from, to, new byte[1_800]));
    for (int i = 1; i < SIGNALS; i++) {
      signals.add(new Signal(from, to, new byte[200]));
    }
    return new Batch(from.node(), signals);
  }

  @Benchmark
  @OperationsPerInvocation(SIGNALS)
  public Buffer encode() {
    var wire = Buffer.buffer();
    codec.encodeToWire(wire, batch);
    return wire;
  }

  @Benchmark
  @OperationsPerInvocation(SIGNALS)
  public Batch decode() {
    return codec.decodeFromWire(0, bytes);
  }
}

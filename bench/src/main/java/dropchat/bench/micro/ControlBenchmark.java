package dropchat.bench.micro;

import dropchat.cluster.Shared;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessages;
import dropchat.signaling.wire.MalformedMessageException;
import dropchat.signaling.wire.ServerMessage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Control messages: text to message, and message to text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ControlBenchmark {

  private String join =
      """
      {"type":"join","languages":["en","de"],"interests":["music","chess"],"commit":"%s","avoid":["%s"]}\
      """
          .formatted("c".repeat(43), "t".repeat(80));

  private String leave = "{\"type\":\"leave\"}";

  private ServerMessage matched =
      new ServerMessage.Matched(
          true,
          "p".repeat(80),
          "AT",
          "c".repeat(43),
          "o".repeat(80),
          List.of(),
          new Shared(List.of("en"), List.of("chess")));

  @Benchmark
  public ClientMessage parseJoin() throws MalformedMessageException {
    return ClientMessages.parse(join);
  }

  @Benchmark
  public ClientMessage parseLeave() throws MalformedMessageException {
    return ClientMessages.parse(leave);
  }

  @Benchmark
  public String writeMatched() {
    return matched.toJson().encode();
  }
}

package dropchat.bench.micro;

import dropchat.cluster.Seat;
import dropchat.cluster.Secret;
import dropchat.signaling.session.Token;
import dropchat.signaling.session.Tokens;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Peer tokens, of which each match seals four. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenBenchmark {

  private final Tokens tokens = new Tokens(Secret.random(InstantSource.system()));
  private final Token token = new Token(new Seat(0x5eed01, 7, 3), Token.Use.PEER, 12, 34);
  private final String sealed = tokens.seal(token);

  @Benchmark
  public String seal() {
    return tokens.seal(token);
  }

  @Benchmark
  public Optional<Token> open() {
    return tokens.open(sealed);
  }
}

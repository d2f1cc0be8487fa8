package dropchat.bench.micro;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Seat;
import dropchat.cluster.Secret;
import dropchat.cluster.Shared;
import dropchat.matchmaker.line.Widening;
import dropchat.signaling.session.Abuse;
import dropchat.signaling.session.Effects;
import dropchat.signaling.session.House;
import dropchat.signaling.session.Ice;
import dropchat.signaling.session.Origin;
import dropchat.signaling.session.Rules;
import dropchat.signaling.session.Switchboard;
import dropchat.signaling.session.Tokens;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.IceServer;
import dropchat.signaling.wire.ServerMessage;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One signal through the switchboard, from one socket to the other of the same node. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RelayBenchmark implements Effects {

  private static final long NODE = 0x5eed01;
  private static final long NOW = 1_000_000;
  private static final long NEVER_MS = 1_000_000_000;

  private final byte[] signal = new byte[200];
  private final List<Seat> waiting = new ArrayList<>();
  private Switchboard board;
  private long from;
  private byte[] delivered;

  @Setup
  public void pair() {
    var rules = new Rules(NEVER_MS, NEVER_MS, NEVER_MS, new Widening(3_000, 8_000));
    var house =
        new House(
            rules, new Tokens(Secret.random(InstantSource.system())), new NoIce(), new NoAbuse());
    board = new Switchboard(NODE, house, this);
    var origin = new Origin(InetAddress.getLoopbackAddress(), null, true);
    for (int i = 0; i < 2; i++) {
      from = board.open(origin, NOW);
      board.said(from, new Join(List.of(), List.of(), "c".repeat(43), List.of()), NOW);
    }
    var nothing = new Shared(List.of(), List.of());
    board.heard(new Match(waiting.get(0), waiting.get(1), nothing), NOW);
    relay();
    if (delivered != signal) {
      throw new IllegalStateException("the two are not paired");
    }
  }

  @Benchmark
  public byte[] relay() {
    board.signalled(from, signal, NOW);
    return delivered;
  }

  @Override
  public void toClient(long socket, byte[] bytes) {
    delivered = bytes;
  }

  @Override
  public void toMatchmaker(BusMessage message) {
    if (message instanceof Ticket ticket) {
      waiting.add(ticket.seat());
    }
  }

  @Override
  public void toClient(long socket, ServerMessage message) {}

  @Override
  public void close(long socket, short code) {}

  @Override
  public void toNode(long node, BusMessage message) {}

  @Override
  public void report(int subject, int recipient) {}

  private record NoIce() implements Ice {
    @Override
    public List<IceServer> toDiagnose(InetAddress client) {
      return List.of();
    }

    @Override
    public List<IceServer> toCall(InetAddress client) {
      return List.of();
    }

    @Override
    public String relay() {
      return "none";
    }
  }

  private record NoAbuse() implements Abuse {
    @Override
    public int era() {
      return 0;
    }

    @Override
    public int handle(InetAddress address) {
      return 1;
    }

    @Override
    public Duration cooldown(InetAddress address, int handle) {
      return Duration.ZERO;
    }
  }
}

package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Detour;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Refusal;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.BusMessage.Reopen;
import dropchat.cluster.BusMessage.Reopened;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.BusMessage.Withdrawal;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchCodecTest {

  private static final Seat A = new Seat(Long.MIN_VALUE, 1, Integer.MAX_VALUE);
  private static final Seat B = new Seat(-2, Long.MAX_VALUE, 0);
  private static final Shared SHARED = new Shared(List.of("de"), List.of("シャボン玉", "z"));
  private static final Profile FULL = new Profile("c".repeat(64), "BR", 0xffffff);
  private static final Profile BARE = new Profile(null, null, 0);

  private final BatchCodec codec = new BatchCodec();

  static Stream<BusMessage> everyKind() {
    return Stream.of(
        new Ticket(A, List.of("de", "en"), List.of(), List.of(B.peer()), 12_345),
        new Withdrawal(A),
        new Release(B),
        new Announcement(50_000, 17, -1),
        new Anew(),
        new Silence(-7),
        new Recount(),
        new Census(7),
        new Detour(),
        new Match(A, B, SHARED),
        new Proposal(A, B, FULL, SHARED),
        new Acceptance(B, A, BARE, SHARED),
        new Refusal(B, A),
        new Left(A, B),
        new Reopen(A, B, 1),
        new Reopened(B, A, 2));
  }

  @ParameterizedTest
  @MethodSource
  void everyKind(BusMessage message) {
    var batch = new Batch(42, List.of(message, message));
    assertThat(throughTheWire(batch)).isEqualTo(batch);
  }

  @Test
  void noKindIsLeftOutOfThisTest() {
    var leaves =
        Stream.of(BusMessage.class.getPermittedSubclasses())
            .flatMap(
                kind ->
                    kind.isInterface()
                        ? Arrays.stream(kind.getPermittedSubclasses())
                        : Stream.of(kind));
    var tested = Stream.concat(everyKind().map(Object::getClass), Stream.of(Signal.class));
    assertThat(tested.map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(leaves.map(Class::getSimpleName).toList());
  }

  @Test
  void aSignalArrivesByteForByte() {
    var bytes = new byte[] {0, -1, 127, -128};
    var read = throughTheWire(new Batch(1, List.of(new Signal(A, B, bytes))));
    var signal = (Signal) read.messages().get(0);
    assertThat(signal.from()).isEqualTo(A);
    assertThat(signal.to()).isEqualTo(B);
    assertThat(signal.bytes()).isEqualTo(bytes);
  }

  @Test
  void anotherVersionIsRefused() {
    var wire = Buffer.buffer();
    codec.encodeToWire(wire, new Batch(1, List.of()));
    wire.setByte(0, (byte) 2);
    assertThatThrownBy(() -> codec.decodeFromWire(0, wire))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 2");
  }

  private Batch throughTheWire(Batch batch) {
    var wire = Buffer.buffer("before");
    int start = wire.length();
    codec.encodeToWire(wire, batch);
    return codec.decodeFromWire(start, wire);
  }
}

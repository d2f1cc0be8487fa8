package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Census;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two real processes' worth of Vert.x, with a bus between them. */
@ExtendWith(VertxExtension.class)
class InboxTest {

  private static final String ADDRESS = "node.1";

  /** Writes what only a later version of this program could read. */
  private static final class Later implements MessageCodec<Batch, Batch> {
    @Override
    public void encodeToWire(Buffer wire, Batch batch) {
      wire.appendByte((byte) 2).appendString("who knows");
    }

    @Override
    public Batch decodeFromWire(int position, Buffer wire) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Batch transform(Batch batch) {
      return batch;
    }

    @Override
    public String name() {
      return new BatchCodec().name();
    }

    @Override
    public byte systemCodecID() {
      return -1;
    }
  }

  @Test
  @Timeout(value = 60, timeUnit = TimeUnit.SECONDS)
  void aBatchOfAnotherVersionIsCountedAndTheNextOneHeard(VertxTestContext test) throws IOException {
    int first = freePort();
    var refused = new AtomicInteger();
    var heard = new ArrayList<BusMessage>();
    var receiver = joined(first, first, 1 << 8);
    var later = joined(freePort(), first, 2 << 8);
    later
        .eventBus()
        .unregisterDefaultCodec(Batch.class)
        .registerDefaultCodec(Batch.class, new Later());
    var same = joined(freePort(), first, 3 << 8);
    var batch = new Batch(7, List.of(new Census(1)));

    Inbox.open(
            receiver,
            ADDRESS,
            (from, message) -> {
              heard.add(message);
              same.close().eventually(later::close).eventually(receiver::close);
              test.verify(() -> assertThat(refused).hasValue(1));
              test.completeNow();
            },
            () -> {
              refused.incrementAndGet();
              same.eventBus().send(ADDRESS, batch);
            })
        .onSuccess(open -> later.eventBus().send(ADDRESS, batch))
        .onFailure(test::failNow);
  }

  private static Vertx joined(int port, int first, long process) {
    var seeds = List.of("127.0.0.1:" + first);
    return new Join("127.0.0.1", port, seeds, process, Set.of(), 0, null)
        .with(new VertxOptions())
        .await()
        .vertx();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

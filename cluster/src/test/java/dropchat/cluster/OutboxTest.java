package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Recount;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bus within one process. */
@ExtendWith(VertxExtension.class)
class OutboxTest {

  private static final long SELF = 1 << 8;
  private static final long NODE = 2 << 8 | 1;
  private static final long MATCHMAKER = 3 << 8;

  @Test
  @Timeout(value = 10, timeUnit = TimeUnit.SECONDS)
  void whatOnePassHasForAnAddressComesAsOneMessageAndInOrder(Vertx vertx, VertxTestContext test) {
    var atNode = new ArrayList<List<BusMessage>>();
    var atMatchmaker = new ArrayList<List<BusMessage>>();
    var outbox = new Outbox(BatchCodec.taughtTo(vertx), SELF, stuck -> {});
    vertx.runOnContext(
        firstPass -> {
          listen(vertx, Address.matchmaker(MATCHMAKER), atMatchmaker::add);
          listen(
              vertx,
              Address.node(NODE),
              messages -> {
                atNode.add(messages);
                if (atNode.size() == 1) {
                  outbox.toNode(NODE, new Census(3)); // a pass of its own
                } else {
                  test.verify(
                      () -> {
                        assertThat(atNode)
                            .containsExactly(
                                List.of(new Census(1), new Recount(), new Census(2)),
                                List.of(new Census(3)));
                        assertThat(atMatchmaker).containsExactly(List.of(new Recount()));
                      });
                  test.completeNow();
                }
              });
          outbox.toNode(NODE, new Census(1));
          outbox.toMatchmaker(MATCHMAKER, new Recount());
          outbox.toNode(NODE, new Recount());
          outbox.toNode(NODE, new Census(2));
        });
  }

  @Test
  @Timeout(value = 10, timeUnit = TimeUnit.SECONDS)
  void whatWasSaidBeforeAProcessWasGoneLeavesBeforeWhatIsSaidAfter(
      Vertx vertx, VertxTestContext test) {
    var heard = new ArrayList<BusMessage>();
    var outbox = new Outbox(BatchCodec.taughtTo(vertx), SELF, stuck -> {});
    vertx.runOnContext(
        pass -> {
          listen(
              vertx,
              Address.node(NODE),
              messages -> {
                heard.addAll(messages);
                if (heard.size() == 2) {
                  test.verify(
                      () -> assertThat(heard).containsExactly(new Census(1), new Census(2)));
                  test.completeNow();
                }
              });
          outbox.toNode(NODE, new Census(1));
          outbox.gone(ProcessId.of(NODE));
          outbox.toNode(NODE, new Census(2));
        });
  }

  private static void listen(Vertx vertx, String address, Consumer<List<BusMessage>> onBatch) {
    vertx
        .eventBus()
        .<Batch>consumer(address, batch -> onBatch.accept(batch.body().messages()));
  }
}

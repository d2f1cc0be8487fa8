package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Signal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LinkTest {

  private static final Seat SEAT = new Seat(1, 1, 0);
  private static final Batch HALF = batch(Link.CREDIT / 2);
  private static final Batch QUARTER = batch(Link.CREDIT / 4);

  @Test
  void pastItsCreditABatchIsDroppedUntilOneIsOnItsWay() {
    var first = Promise.<Void>promise();
    var link = new Link(new Wire(first::future));
    assertThat(link.send(HALF, 0)).isTrue();
    assertThat(link.send(HALF, 0)).isFalse();
    first.complete();
    assertThat(link.send(HALF, 0)).isTrue();
  }

  @Test
  void aWriteThatNeverCompletesGivesItsCreditBackAfterAWhile() {
    var link = new Link(new Wire(() -> Promise.<Void>promise().future()));
    assertThat(link.send(HALF, 0)).isTrue();
    assertThat(link.send(HALF, Link.EXPIRY_MS - 1)).isFalse();
    assertThat(link.send(HALF, Link.EXPIRY_MS)).isTrue();
  }

  @Test
  void aWriteThatNeverCompletesHoldsNoCreditOfThoseBehindIt() {
    var fates = new ArrayDeque<Future<Void>>(List.of(Promise.<Void>promise().future()));
    for (int i = 0; i < 10; i++) {
      fates.add(Future.succeededFuture());
    }
    var link = new Link(new Wire(fates::poll));
    while (!fates.isEmpty()) {
      assertThat(link.send(QUARTER, 0)).isTrue();
    }
  }

  /** Else what the same pass has for other addresses would be lost, too. */
  @Test
  void aConnectionThatBreaksInTheMiddleOfAWriteThrowsAtNobodyAndKeepsNoCredit() {
    var link =
        new Link(
            new Wire(
                () -> {
                  throw new IllegalStateException("Promise already completed");
                }));
    assertThat(link.send(HALF, 0)).isTrue();
    assertThat(link.send(HALF, 0)).isTrue();
  }

  private static Batch batch(int bytes) {
    return new Batch(1, List.of(new Signal(SEAT, SEAT, new byte[bytes])));
  }

  /** A bus that does with each message as told. */
  private record Wire(Supplier<Future<Void>> fate) implements MessageProducer<Batch> {

    @Override
    public Future<Void> write(Batch batch) {
      return fate.get();
    }

    @Override
    public MessageProducer<Batch> deliveryOptions(DeliveryOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String address() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> close() {
      throw new UnsupportedOperationException();
    }
  }
}

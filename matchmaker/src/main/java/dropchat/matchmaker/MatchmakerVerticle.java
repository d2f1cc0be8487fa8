package dropchat.matchmaker;

import dropchat.cluster.Address;
import dropchat.cluster.Batch;
import dropchat.cluster.Membership;
import dropchat.cluster.Outbox;
import dropchat.matchmaker.line.Widening;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Carries a {@link Matchmaker}'s messages. Its state lives on this verticle's event loop and
 * nowhere else.
 */
public final class MatchmakerVerticle extends VerticleBase {

  /** People widen even where nobody comes: there are rounds in any case. */
  private static final long LONGEST_ROUND_MS = 50;

  private final Membership membership;
  private final Widening widening;
  private final long roundMs;
  private final IntConsumer waiting;
  private Matchmaker matchmaker;

  /**
   * @param roundMs 0: a round after every batch
   * @param waiting is told the length of the line after each round
   */
  public MatchmakerVerticle(
      Membership membership, Widening widening, long roundMs, IntConsumer waiting) {
    this.membership = membership;
    this.widening = widening;
    this.roundMs = roundMs;
    this.waiting = waiting;
  }

  @Override
  public Future<?> start() {
    var outbox = new Outbox(vertx, membership.self(), node -> {});
    matchmaker = new Matchmaker(widening, new SecureRandom(), outbox::toNode);
    membership.onChange(
        change ->
            context.runOnContext(
                now -> {
                  change.gone().forEach(matchmaker::gone);
                  change.gone().forEach(outbox::gone);
                }));
    vertx.setPeriodic(roundMs == 0 ? LONGEST_ROUND_MS : roundMs, timer -> round());
    var bus = vertx.eventBus();
    long self = membership.self();
    return Future.all(
        bus.consumer(Address.matchmaker(self), this::onBatch).completion(),
        bus.consumer(Address.probe(self), probe -> probe.reply(null)).completion());
  }

  private void onBatch(Message<Batch> message) {
    var batch = message.body();
    for (var told : batch.messages()) {
      matchmaker.hear(batch.from(), told, nowMs());
    }
    if (roundMs == 0) {
      round();
    }
  }

  private void round() {
    matchmaker.round(nowMs());
    waiting.accept(matchmaker.waiting());
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}

package dropchat.matchmaker;

import dropchat.cluster.Address;
import dropchat.cluster.BusMessage;
import dropchat.cluster.Inbox;
import dropchat.cluster.Membership;
import dropchat.cluster.Outbox;
import dropchat.cluster.ProcessId;
import dropchat.cluster.SteadyClock;
import dropchat.matchmaker.line.Widening;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Carries a {@link Matchmaker}'s messages. Its state lives on this verticle's event loop and
 * nowhere else.
 */
public final class MatchmakerVerticle extends VerticleBase implements Inbox.Listener {

  /** What is told of the line, for whoever counts. */
  public interface Watch {

    /** After each round, the length of the line. */
    void waiting(int tickets);

    /** A batch of another version of this program. */
    void batchRefused();
  }

  /** People widen even where nobody comes: there are rounds in any case. */
  private static final long LONGEST_ROUND_MS = 50;

  /** More than the cluster takes to count out the only node that there was to hear. */
  private static final long DEAF_MS = 8_000;

  /** A process that has just come has much to do before its nodes announce anything. */
  private static final long BEGINNING_MS = 30_000;

  private final Membership membership;
  private final Widening widening;
  private final long roundMs;
  private final Watch watch;
  private Matchmaker matchmaker;

  /** When it last heard a node of another process, or from when on it may expect to. */
  private volatile long heardOthersAtMs = SteadyClock.ms();

  private volatile long patienceMs = BEGINNING_MS;

  /**
   * @param roundMs 0: a round after every batch
   */
  public MatchmakerVerticle(Membership membership, Widening widening, long roundMs, Watch watch) {
    this.membership = membership;
    this.widening = widening;
    this.roundMs = roundMs;
    this.watch = watch;
  }

  @Override
  public Future<?> start() {
    var outbox = new Outbox(vertx, membership.self(), node -> {});
    matchmaker = new Matchmaker(widening, dice(), outbox::toNode);
    membership.onChange(
        change ->
            context.runOnContext(
                now -> {
                  change.gone().forEach(matchmaker::gone);
                  change.gone().forEach(outbox::gone);
                  expectOthers(BEGINNING_MS);
                }));
    vertx.setPeriodic(roundMs == 0 ? LONGEST_ROUND_MS : roundMs, timer -> round());
    var bus = vertx.eventBus();
    long self = membership.self();
    return Future.all(
        Inbox.open(vertx, Address.matchmaker(self), this, watch::batchRefused),
        bus.consumer(Address.probe(self), probe -> probe.reply(null)).completion());
  }

  /** Quick, and seeded by the system: who of eight is chosen is by chance, and no secret. */
  private static RandomGenerator dice() {
    return new SplittableRandom(new SecureRandom().nextLong());
  }

  /** Whether nodes of other processes, if there are any, should have been heard. Thread safe. */
  public boolean isDeaf() {
    return SteadyClock.ms() - heardOthersAtMs > patienceMs;
  }

  private void expectOthers(long withinMs) {
    patienceMs = withinMs;
    heardOthersAtMs = SteadyClock.ms();
  }

  @Override
  public void hear(long from, BusMessage message) {
    if (ProcessId.of(from) != membership.self()) {
      expectOthers(DEAF_MS);
    }
    matchmaker.hear(from, message, SteadyClock.ms());
  }

  @Override
  public void endOfBatch() {
    if (roundMs == 0) {
      round();
    }
  }

  private void round() {
    matchmaker.round(SteadyClock.ms());
    watch.waiting(matchmaker.waiting());
  }
}

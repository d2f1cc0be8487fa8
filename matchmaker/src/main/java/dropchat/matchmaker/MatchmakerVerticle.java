package dropchat.matchmaker;

import dropchat.cluster.Address;
import dropchat.cluster.Batch;
import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.BusMessage.Withdrawal;
import dropchat.matchmaker.line.WaitingLine;
import dropchat.matchmaker.line.Widening;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Pairs what it is sent, in rounds. The line lives on this verticle's event loop and nowhere else;
 * whoever loses it announces anew.
 */
public final class MatchmakerVerticle extends VerticleBase {

  private final WaitingLine line;
  private final long roundMs;
  private final IntConsumer waiting;
  private final Map<Long, Integer> socketsByNode = new HashMap<>();

  /**
   * @param roundMs 0: a round after every batch
   * @param waiting is told the length of the line after each round
   */
  public MatchmakerVerticle(Widening widening, long roundMs, IntConsumer waiting) {
    this.line = new WaitingLine(widening, new SecureRandom());
    this.roundMs = roundMs;
    this.waiting = waiting;
  }

  @Override
  public Future<?> start() {
    // people widen even where nobody comes: there is a timer in any case
    vertx.setPeriodic(roundMs == 0 ? 50 : roundMs, timer -> round());
    var bus = vertx.eventBus();
    return Future.all(
        bus.consumer(Address.MATCHMAKER, this::onBatch).completion(),
        bus.consumer(Address.PROBE, probe -> probe.reply(null)).completion());
  }

  private void onBatch(Message<Batch> message) {
    var batch = message.body();
    for (var told : batch.messages()) {
      hear(batch.from(), told);
    }
    if (roundMs == 0) {
      round();
    }
  }

  private void hear(long node, BusMessage told) {
    switch (told) {
      case Ticket ticket -> line.offer(ticket, nowMs());
      case Withdrawal withdrawal -> line.withdraw(withdrawal.seat());
      case Release release -> line.release(release.guest());
      case Announcement announcement -> onAnnouncement(node, announcement);
      default -> throw new IllegalArgumentException(told.getClass().getSimpleName());
    }
  }

  private void onAnnouncement(long node, Announcement announcement) {
    socketsByNode.put(node, announcement.sockets());
    int online = socketsByNode.values().stream().mapToInt(Integer::intValue).sum();
    send(node, List.of(new Census(online)));
  }

  private void round() {
    var byHost = new LinkedHashMap<Long, List<BusMessage>>();
    for (Match match : line.round(nowMs())) {
      byHost.computeIfAbsent(match.host().node(), n -> new ArrayList<>()).add(match);
    }
    byHost.forEach(this::send);
    waiting.accept(line.size());
  }

  private void send(long node, List<BusMessage> messages) {
    vertx.eventBus().send(Address.node(node), new Batch(0, messages));
  }

  private static long nowMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}

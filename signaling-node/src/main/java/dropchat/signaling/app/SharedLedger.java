package dropchat.signaling.app;

import dropchat.cluster.Address;
import dropchat.cluster.Bus;
import dropchat.signaling.abuse.Ledger;
import dropchat.signaling.gateway.GatewayVerticle.Reports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Every process counts every report, so that any of them may die. Thread safe. */
final class SharedLedger implements Reports {

  private static final long AGAIN_MS = 5_000;

  /** A report that some never heard, since a wire was broken, they hear of so much later at most. */
  private static final long REPEATED_MS = 30_000;

  private static final int TOLD_AT_ONCE = 500;

  /** Others have more to do than to read this. */
  private static final long BREATH_MS = 50;

  private final Vertx vertx;
  private final long process;
  private final Ledger ledger;

  SharedLedger(Vertx vertx, long process, Ledger ledger) {
    this.vertx = vertx;
    this.process = process;
    this.ledger = ledger;
  }

  /** Completes when other processes' reports are heard. From then on they are told ours. */
  Future<?> listen() {
    var bus = vertx.eventBus();
    vertx.setPeriodic(REPEATED_MS, passed -> tell());
    return Future.all(
        bus.consumer(Address.REPORTS, this::heard).completion(),
        bus.<JsonObject>consumer(
                Address.LEDGERS, message -> ledger.adopt(Told.ledger(message.body())))
            .completion());
  }

  /**
   * What this process knows and still matters the others know, too, from now on. Twice: while sides
   * of a split become one, messages get lost.
   */
  void tellAll() {
    tell();
    vertx.setTimer(AGAIN_MS, passed -> tell());
  }

  private void tell() {
    tell(ledger.pressing());
  }

  private void tell(List<Ledger.Copy> pressing) {
    int now = Math.min(TOLD_AT_ONCE, pressing.size());
    if (now > 0) {
      Bus.publish(vertx, Address.LEDGERS, Told.of(pressing.subList(0, now)));
      vertx.setTimer(BREATH_MS, passed -> tell(pressing.subList(now, pressing.size())));
    }
  }

  /** Counted here when this returns. What changes nothing here is not worth anybody's while. */
  @Override
  public void add(int subject, int recipient) {
    if (!ledger.report(subject, recipient)) {
      return;
    }
    Bus.publish(
        vertx,
        Address.REPORTS,
        new JsonObject()
            .put("process", process)
            .put("subject", subject)
            .put("recipient", recipient));
  }

  private void heard(Message<JsonObject> message) {
    var report = message.body();
    if (report.getLong("process") != process) {
      ledger.report(report.getInteger("subject"), report.getInteger("recipient"));
    }
  }
}

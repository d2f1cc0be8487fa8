package dropchat.signaling.app;

import dropchat.cluster.Address;
import dropchat.cluster.Bus;
import dropchat.cluster.Membership;
import dropchat.cluster.Secret;
import dropchat.cluster.SteadyClock;
import dropchat.signaling.abuse.Ledger;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;

/**
 * What a joining process is told by an older one, over the bus: the cluster's secret and the ledger
 * of reports. The oldest of all makes up the secret.
 */
final class Initiation {

  private static final Logger LOG = Logger.getLogger("dropchat");
  private static final long ANSWER_MS = 2_000;
  private static final long AGAIN_MS = 200;

  /** A matchmaker seals nothing, and a node may be alone for days: time passes there, too. */
  private static final long PASS_MS = 1_000;

  /** Longer than it takes until a process that hangs is counted out. */
  private static final long GIVE_UP_MS = 10_000;

  private final Vertx vertx;
  private final Membership membership;
  private final Ledger ledger;
  private final SharedLedger reports;
  private final InstantSource clock;
  private Secret secret;

  /** While this process learnt the secret it came to the other side of a split. */
  private boolean mergedMeanwhile;

  Initiation(
      Vertx vertx,
      Membership membership,
      Ledger ledger,
      SharedLedger reports,
      InstantSource clock) {
    this.vertx = vertx;
    this.membership = membership;
    this.ledger = ledger;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Completes when this process knows the secret and tells it to newcomers. Fails where no older
   * one answers: whom the others do not trust must not stay until it is the oldest, and leads.
   */
  Future<Secret> undergo() {
    membership.onChange(this::onChange);
    return learn(SteadyClock.ms() + GIVE_UP_MS)
        .compose(
            learnt -> {
              vertx.setPeriodic(PASS_MS, passed -> learnt.pass());
              know(learnt);
              return vertx
                  .eventBus()
                  .consumer(Address.newcomers(membership.self()), ask -> ask.reply(told()))
                  .completion()
                  .map(learnt);
            });
  }

  private synchronized void know(Secret learnt) {
    secret = learnt;
    if (mergedMeanwhile) {
      takeOver();
    }
  }

  private Future<Secret> learn(long untilMs) {
    var older = older();
    if (older.isEmpty()) {
      return Future.succeededFuture(Secret.random(clock));
    }
    return askUntilOneAnswers(older)
        .map(
            told -> {
              ledger.adopt(Told.ledger(told));
              return new Secret(Told.secret(told), clock);
            })
        .recover(silent -> SteadyClock.ms() < untilMs ? learnLater(untilMs) : givenUp());
  }

  private Future<Secret> learnLater(long untilMs) {
    return vertx.timer(AGAIN_MS).compose(passed -> learn(untilMs));
  }

  private static Future<Secret> givenUp() {
    return Future.failedFuture(
        "the others do not answer on the bus: are --cluster-tls-certificate and"
            + " --cluster-tls-authority of one kind with theirs, and can they reach"
            + " --cluster-host?");
  }

  /**
   * Two sides of a split have met: the younger takes over the older's secret, each the other's
   * reports.
   */
  private synchronized void onChange(Membership.Change change) {
    if (!change.merged()) {
      return;
    }
    LOG.info("joined the other side of a split");
    if (secret == null) {
      mergedMeanwhile = true;
    } else {
      takeOver();
    }
  }

  private void takeOver() {
    var older = older();
    if (!older.isEmpty()) {
      ask(older.getFirst())
          .onSuccess(this::joinOthers)
          .onFailure(silent -> vertx.setTimer(AGAIN_MS, passed -> takeOver()));
    }
  }

  /** Handles of sides that started apart name other people on the other one. */
  private void joinOthers(JsonObject told) {
    var theirs = Told.secret(told);
    if (Arrays.equals(theirs.today(), secret.todaysHandleKey())) {
      reports.tellAll();
    } else {
      ledger.forget();
    }
    secret.adopt(theirs);
    ledger.adopt(Told.ledger(told));
  }

  /** Any of them knows it; a link to one of them may be cut. */
  private Future<JsonObject> askUntilOneAnswers(List<Long> processes) {
    var answer = ask(processes.getFirst());
    for (long next : processes.subList(1, processes.size())) {
      answer = answer.recover(silent -> ask(next));
    }
    return answer;
  }

  private Future<JsonObject> ask(long process) {
    return Bus.<JsonObject>ask(vertx, Address.newcomers(process), null, ANSWER_MS)
        .map(Message::body);
  }

  private JsonObject told() {
    return Told.of(secret.copy(), ledger.copy());
  }

  /** Processes that joined before this one, the oldest first. */
  private List<Long> older() {
    return membership.members().stream()
        .map(Membership.Member::process)
        .takeWhile(process -> process != membership.self())
        .toList();
  }
}

package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.Join;
import dropchat.cluster.ProcessId;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What it costs to have an address on the bus, and to give it up again. A process does so at its
 * start, a few times for each event loop; a client never does (see {@link OtherVersionTest}).
 */
@Tag("measure")
class RegistrationCostTest {

  private static final int REGISTRATIONS = 2_000;

  /** Of members that were started for this, with one more to register. */
  private record Cost(int members, Duration cpuOfEach, Duration median) {}

  @Test
  void aRegistrationCostsEachMemberTheSameHoweverManyThereAre() {
    var costs = List.of(costWith(1), costWith(2), costWith(4));
    costs.forEach(cost -> System.out.println("registered and given up: " + cost));
    assertThat(costs.getLast().cpuOfEach())
        .isLessThan(costs.getFirst().cpuOfEach().multipliedBy(3).dividedBy(2));
  }

  private static Cost costWith(int members) {
    var cluster = Members.of(Collections.nCopies(members, Members.BOTH).toArray(String[]::new));
    cluster.start();
    var seeds = List.of(cluster.seeds().split(","));
    var join =
        new Join(
            Host.LOOPBACK.address(), Host.freePort(), seeds, ProcessId.random(), Set.of(), 0, null);
    var vertx = join.with(new VertxOptions()).await().vertx();
    try {
      register(vertx);
      var before = cluster.all().stream().map(Member::processorTime).reduce(Duration::plus);
      var median = register(vertx);
      var after = cluster.all().stream().map(Member::processorTime).reduce(Duration::plus);
      var spent = after.orElseThrow().minus(before.orElseThrow());
      return new Cost(members, spent.dividedBy((long) REGISTRATIONS * members), median);
    } finally {
      vertx.close().await();
      cluster.end();
    }
  }

  private static Duration register(Vertx vertx) {
    var took = new long[REGISTRATIONS];
    for (int i = 0; i < REGISTRATIONS; i++) {
      long start = System.nanoTime();
      var consumer = vertx.eventBus().consumer("measured." + i, message -> {});
      consumer.completion().await();
      consumer.unregister().await();
      took[i] = System.nanoTime() - start;
    }
    Arrays.sort(took);
    return Duration.ofNanos(took[REGISTRATIONS / 2]);
  }
}

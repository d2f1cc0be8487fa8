package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SIGTERM: a process of its own for each test. */
class DrainTest {

  @Test
  void aDrainingNodeSaysSoTakesNobodyNewAndEndsWithZero() throws InterruptedException {
    try (var node = Node.start(Settings.DRAIN, "2s")) {
      var peers = new ArrayList<Peer>();
      for (var i = 0; i < 6; i++) {
        peers.add(Peer.open(node, Loopback.fresh()));
      }
      var term = System.nanoTime();
      node.terminate();

      peers.getFirst().expect("draining");
      var answer = Upgrade.at(node).alone(node);
      UpgradeTest.expectRefusal(answer, 503);
      assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();
      assertThat(Http.get(node.managementPort(), "/health/ready").statusCode()).isEqualTo(503);
      assertThat(Http.get(node.managementPort(), "/health/live").statusCode()).isEqualTo(200);

      peers.subList(1, 6).forEach(peer -> peer.expect("draining"));
      var closed = new ArrayList<Double>();
      for (var peer : peers) {
        peer.expectClose(1012);
        closed.add((System.nanoTime() - term) / 1e9);
      }
      assertThat(closed.getLast()).as("seconds until the last close").isBetween(1.0, 3.5);

      assertThat(node.process().waitFor(5, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(node.process().exitValue()).isZero();
      Until.holds("its last line", Duration.ofSeconds(2), () -> node.log().contains(" draining"));
      Discretion.holds(node.log());
    }
  }

  @Test
  void closesAreSpreadOverTheDrainTime() {
    try (var node = Node.start(Settings.DRAIN, "3s")) {
      var peers = new ArrayList<Peer>();
      for (var i = 0; i < 8; i++) {
        peers.add(Peer.open(node, Loopback.fresh()));
      }
      node.terminate();
      peers.forEach(peer -> peer.expect("draining"));

      Until.holds(
          "some are closed and some are not",
          Duration.ofSeconds(3),
          () -> {
            peers.removeIf(peer -> isClosedWithin(peer, Duration.ofMillis(5)));
            return peers.size() > 0 && peers.size() < 8;
          });
    }
  }

  @Test
  void signalsGoOnUntilTheClose() {
    try (var node = Node.start(Settings.DRAIN, "5s")) {
      var pair = Pair.of(Peer.open(node, Loopback.fresh()), Peer.open(node, Loopback.fresh()));
      node.terminate();
      pair.ada().expect("draining");
      pair.bob().expect("draining");
      pair.expectSignalsBothWays();
    }
  }

  @Test
  void withNobodyThereItEndsAtOnce() throws InterruptedException {
    try (var node = Node.start()) {
      node.terminate();
      assertThat(node.process().waitFor(4, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(node.process().exitValue()).isZero();
    }
  }

  @Test
  void aClientThatAnswersNoCloseHoldsNothingUp() throws InterruptedException {
    try (var node = Node.start(Settings.DRAIN, "1s")) {
      var deaf = List.of(Peer.open(node, Loopback.fresh()), Peer.open(node, Loopback.fresh()));
      node.terminate();
      assertThat(node.process().waitFor(6, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(node.process().exitValue()).isZero();
      deaf.forEach(Peer::close);
    }
  }

  private static boolean isClosedWithin(Peer peer, Duration atMost) {
    var frame = peer.wire().next(atMost);
    frame.ifPresent(close -> assertThat(close.closeCode()).isEqualTo(1012));
    return frame.isPresent();
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AgainstNode
class ReportTest {

  @ParameterizedTest
  @ValueSource(strings = {"abuse", "spam", "underage", "other"})
  void everyReasonIsAnswered(String reason, Node node) {
    var pair = Pair.on(node);
    pair.ada().say("report", Map.of("token", pair.tokenOfBob(), "reason", reason));
    pair.ada().expect("reported");
    pair.expectSignalsBothWays();
    pair.bob().expectNothing();
  }

  @Test
  void aReportIsAnsweredLongAfterTheTalkAndEveryTime(Node node) {
    var pair = Pair.on(node).talking();
    pair.bob().close();
    pair.ada().join();
    for (var i = 0; i < 3; i++) {
      pair.ada().report(pair.tokenOfBob());
      pair.ada().expect("reported");
    }
  }

  @Test
  void threeDistinctRecipientsCoolTheReportedDown(Node node) {
    var address = Loopback.fresh();
    var bad = node.peer(address);
    for (var i = 0; i < 3; i++) {
      var met = meet(node.peer(), bad);
      met.ada().report(met.tokenOfBob());
      met.ada().expect("reported");
    }
    expectCooldown(bad);
    expectCooldown(node.peer(address));
    node.peer().join();
  }

  @Test
  void whoCoolsDownIsIdleAndMatchedWithNobody(Node node) {
    var bad = node.peer();
    for (var i = 0; i < 3; i++) {
      var met = meet(node.peer(), bad);
      met.ada().report(met.tokenOfBob());
      met.ada().expect("reported");
    }
    expectCooldown(bad);
    var cyd = node.peer();
    cyd.join();
    cyd.expectNothing();
    bad.expectNothing();
  }

  @Test
  void oneRecipientCountsOnceHoweverOftenTheyMeet(Node node) {
    var bad = node.peer();
    var reporter = Loopback.fresh();
    for (var i = 0; i < 4; i++) {
      var met = meet(node.peer(reporter), bad);
      met.ada().report(met.tokenOfBob());
      met.ada().expect("reported");
    }
    bad.join();
  }

  @Test
  void recipientsCountNotThoseWhoSendTheTokensIn(Node node) {
    var bad = node.peer();
    var tokens = List.of(meet(node.peer(), bad), meet(node.peer(), bad), meet(node.peer(), bad));
    var messenger = node.peer();
    for (var met : tokens) {
      messenger.report(met.tokenOfBob());
      messenger.expect("reported");
    }
    expectCooldown(bad);
  }

  @Test
  void threeSendersOfOneTokenAreOneReport(Node node) {
    var bad = node.peer();
    var met = meet(node.peer(), bad);
    for (var i = 0; i < 4; i++) {
      var sender = node.peer();
      sender.report(met.tokenOfBob());
      sender.expect("reported");
    }
    bad.join();
  }

  @Test
  void whoeverReopensWithATokenThatWasPassedOnIsNoFurtherReporter(Node node) {
    var pair = Pair.on(node).talking();
    for (var i = 0; i < 4; i++) {
      var confederate = node.peer();
      confederate.reopen(pair.tokenOfBob());
      confederate.report(confederate.expect("reopened").at("/peer/token").asString());
      confederate.expect("reported");
      pair.bob().expect("reopened");
      confederate.say("leave");
      pair.bob().expect("peer-left");
    }
    pair.bob().join();
  }

  @Test
  void oneRecipientCountsAgainstFiveTargetsAnHour(Node node) {
    var eager = Loopback.fresh();
    for (var target = 1; target <= 6; target++) {
      var bad = node.peer();
      for (var reporter : new Peer[] {node.peer(eager), node.peer(), node.peer()}) {
        var met = meet(reporter, bad);
        reporter.report(met.tokenOfBob());
        reporter.expect("reported");
      }
      bad.say("join");
      bad.expect(target <= 5 ? "cooldown" : "waiting");
      node.dismiss();
    }
  }

  /** A pairing in which the second one is the one to report, and which both have left. */
  static Pair meet(Peer reporter, Peer bad) {
    var pair = Pair.of(reporter, bad);
    reporter.say("leave");
    bad.expect("peer-left");
    return pair;
  }

  private static void expectCooldown(Peer peer) {
    peer.say("join");
    assertThat(peer.expect("cooldown").get("seconds").asDouble()).isBetween(290.0, 300.0);
  }
}

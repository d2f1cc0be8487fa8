package dropchat.matchmaker;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Detour;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Seat;
import dropchat.matchmaker.line.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the matchmaker believes of nodes that announce, fall silent, or are gone. */
class MatchmakerTest {

  private final List<BusMessage> told = new ArrayList<>();
  private final Matchmaker matchmaker =
      new Matchmaker(new Widening(3_000, 8_000), new Random(1), (to, m) -> told.add(m));

  private static Ticket ticket(long node, long socket) {
    return new Ticket(new Seat(node, socket, 1), List.of(), List.of(), List.of(), 0);
  }

  private boolean matchesIn(long ms) {
    told.clear();
    matchmaker.round(ms);
    return told.stream().anyMatch(Match.class::isInstance);
  }

  @Test
  void ticketsOfANodeSilentForThreeAnnouncementsExpire() {
    matchmaker.hear(1, ticket(1, 1), 0);
    matchmaker.hear(2, ticket(2, 1), 6_001);
    assertThat(matchesIn(6_001)).isFalse();
    assertThat(matchmaker.waiting()).isEqualTo(1);
  }

  @Test
  void ticketsAnnouncedWithinThemStay() {
    matchmaker.hear(1, ticket(1, 1), 0);
    matchmaker.hear(1, new Announcement(1, 1, new Seat(1, 1, 1).digest()), 2_000);
    matchmaker.hear(2, ticket(2, 1), 6_001);
    assertThat(matchesIn(6_001)).isTrue();
  }

  @Test
  void aNodeWhoseTicketsDifferFromItsAnnouncementTellsThemAnew() {
    matchmaker.hear(1, ticket(1, 1), 0);
    told.clear();
    matchmaker.hear(1, new Announcement(1, 2, 0), 10);
    assertThat(told).hasAtLeastOneElementOfType(Recount.class);
  }

  @Test
  void whoDidNotAnswerANodeIsMatchedWithAnotherOneHoweverOftenTheOneComplains() {
    matchmaker.hear(2, ticket(2, 1), 0);
    for (int ms = 0; ms < 10_000; ms += 1_000) {
      matchmaker.hear(1, new Silence(2), ms);
      matchmaker.hear(2, new Announcement(1, 1, new Seat(2, 1, 1).digest()), ms);
    }
    matchmaker.hear(3, ticket(3, 1), 10_000);
    assertThat(matchesIn(10_000)).isTrue();
  }

  @Test
  void whoDidNotAnswerANodeIsMatchedWithItAgainOnceHeardSomeSecondsLater() {
    matchmaker.hear(1, ticket(1, 1), 0);
    matchmaker.hear(2, ticket(2, 1), 0);
    matchmaker.hear(1, new Silence(2), 0);
    var announcement = new Announcement(1, 1, new Seat(2, 1, 1).digest());
    matchmaker.hear(2, announcement, 3_950);
    assertThat(matchesIn(4_500)).isFalse();
    matchmaker.hear(2, announcement, 4_550);
    assertThat(matchesIn(4_600)).isTrue();
  }

  @Test
  void whoDidNotAnswerANodeIsAskedAtOnceAndWhatItTellsAnewIsMatchedWithOthers() {
    matchmaker.hear(2, ticket(2, 1), 0);
    told.clear();
    matchmaker.hear(1, new Silence(2), 0);
    matchmaker.hear(1, new Silence(2), 0);
    assertThat(told).containsExactly(new Recount());
    matchmaker.hear(3, ticket(3, 1), 10);
    assertThat(matchesIn(10)).isFalse();
    matchmaker.hear(2, new Anew(), 20);
    matchmaker.hear(2, ticket(2, 1), 20);
    assertThat(matchesIn(20)).isTrue();
  }

  @Test
  void whatItTellsAnewIsNotMatchedWithTheNodeThatItDidNotAnswer() {
    matchmaker.hear(1, ticket(1, 1), 0);
    matchmaker.hear(2, new Announcement(0, 0, 0), 0);
    matchmaker.hear(1, new Silence(2), 0);
    matchmaker.hear(2, new Anew(), 20);
    matchmaker.hear(2, ticket(2, 1), 20);
    assertThat(matchesIn(20)).isFalse();
  }

  @Test
  void whatOneNodeSaysOfADetourAllAreToldWhoAnnounceUntilItSaysSoNoMore() {
    matchmaker.hear(2, new Announcement(0, 0, 0), 0);
    told.clear();
    matchmaker.hear(1, new Detour(), 0);
    assertThat(told).as("both, at once").containsExactly(new Detour(), new Detour());
    matchmaker.hear(1, new Detour(), 10);
    assertThat(told).as("it is no news").hasSize(2);
    told.clear();
    matchmaker.hear(2, new Announcement(0, 0, 0), 4_000);
    assertThat(told).contains(new Detour());
    told.clear();
    matchmaker.hear(2, new Announcement(0, 0, 0), 4_600);
    assertThat(told).doesNotContain(new Detour());
  }

  @Test
  void aNodeThatIsNotKnownIsNotAskedWhetherItLives() {
    matchmaker.hear(1, new Silence(2), 0);
    assertThat(told).isEmpty();
  }

  @Test
  void ticketsOfAProcessThatIsGoneAreGone() {
    long process = 0x1200;
    long node = ProcessId.node(process, 1);
    matchmaker.hear(node, ticket(node, 1), 0);
    matchmaker.gone(process);
    assertThat(matchmaker.waiting()).isZero();
  }

  @Test
  void whoWasMatchedWithSomebodyOfAProcessThatIsGoneIsMatchedWithAnotherOneAtOnce() {
    long process = 0x1200;
    long node = ProcessId.node(process, 1);
    matchmaker.hear(node, ticket(node, 1), 0);
    matchmaker.hear(7, ticket(7, 1), 0);
    assertThat(matchesIn(0)).isTrue();
    matchmaker.hear(8, ticket(8, 1), 10);
    assertThat(matchesIn(10)).isFalse();
    matchmaker.gone(process);
    assertThat(matchesIn(20)).isTrue();
  }
}

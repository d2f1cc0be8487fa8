package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Detour;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.Seat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three matchmakers, 1 the oldest, 3 of the node's own process. */
class AllegianceTest {

  private record Told(long matchmaker, BusMessage message) {}

  private final List<Told> told = new ArrayList<>();
  private int newLeaders;
  private final Allegiance allegiance =
      new Allegiance(3, (to, message) -> told.add(new Told(to, message)), () -> newLeaders++);

  @BeforeEach
  void begin() {
    allegiance.choose(List.of(1L, 2L, 3L), 0);
    newLeaders = 0;
    told.clear();
  }

  private long leader() {
    return allegiance.leader().orElseThrow();
  }

  private List<Told> toldAtAnnouncement(long nowMs) {
    told.clear();
    allegiance.announce(7, nowMs);
    return told;
  }

  private void answers(long nowMs, long... matchmakers) {
    for (long matchmaker : matchmakers) {
      allegiance.hear(matchmaker, new Census(0), nowMs);
    }
    allegiance.follow(nowMs);
  }

  @Test
  void theOldestLeads() {
    assertThat(leader()).isEqualTo(1);
  }

  @Test
  void whoLeavesTwoAnnouncementsUnansweredDoesNotLeadAndIsTold() {
    answers(4_000, 2, 3);
    assertThat(leader()).isEqualTo(1);
    told.clear();
    answers(4_600, 2, 3);
    assertThat(told).containsExactly(new Told(1, new Anew()), new Told(2, new Detour()));
    assertThat(newLeaders).isEqualTo(1);
    assertThat(leader()).isEqualTo(2);
  }

  @Test
  void whoDoesNotAnswerEitherIsPassedOver() {
    answers(4_600, 3);
    assertThat(leader()).isEqualTo(3);
  }

  @Test
  void itLeadsAgainOnceItAnswers() {
    answers(4_600, 2);
    answers(4_700, 1);
    assertThat(leader()).isEqualTo(1);
    assertThat(newLeaders).isEqualTo(2);
  }

  @Test
  void whereNoneAnswersTheOldestLeads() {
    allegiance.follow(60_000);
    assertThat(leader()).isEqualTo(1);
    assertThat(newLeaders).isZero();
  }

  @Test
  void whenTheOldestIsGoneTheNextOneLeadsAndWhoIsGoneIsToldNothing() {
    told.clear();
    allegiance.choose(List.of(2L, 3L), 100);
    assertThat(told).isEmpty();
    assertThat(newLeaders).isEqualTo(1);
    assertThat(leader()).isEqualTo(2);
  }

  @Test
  void theOthersAreAnnouncedToWithoutTickets() {
    var without = new Announcement(7, 0, 0);
    assertThat(toldAtAnnouncement(0)).containsExactly(new Told(2, without), new Told(3, without));
  }

  @Test
  void whoComesIsAnnouncedToAtOnceAndIsWaitedForOnlyWhereNoneAnswers() {
    told.clear();
    allegiance.choose(List.of(0L, 1L, 2L, 3L), 100);
    assertThat(told).containsExactly(new Told(0, new Announcement(0, 0, 0)));
    assertThat(leader()).isEqualTo(1);
    answers(110, 0);
    assertThat(leader()).isZero();
    allegiance.choose(List.of(9L), 5_000);
    assertThat(leader()).isEqualTo(9);
  }

  @Test
  void aLeaderIsToldThatAnOlderOneDoesNotAnswerAsLongAsItDoesNot() {
    answers(4_600, 2, 3);
    assertThat(toldAtAnnouncement(4_600)).contains(new Told(2, new Detour()));
    answers(4_700, 1, 2);
    assertThat(toldAtAnnouncement(4_700)).extracting(Told::message).doesNotContain(new Detour());
  }

  @Test
  void whoLeadsANodeThatReachesNoOlderOneLeadsAllThatHearItAsLongAsItSaysSo() {
    answers(2_000, 1, 2, 3);
    allegiance.hear(2, new Detour(), 2_000);
    answers(2_100, 1, 2, 3);
    assertThat(leader()).isEqualTo(2);
    assertThat(toldAtAnnouncement(2_100))
        .as("that is no reason of its own")
        .extracting(Told::message)
        .doesNotContain(new Detour());
    answers(6_600, 1, 2, 3);
    assertThat(leader()).isEqualTo(1);
  }

  @Test
  void whoSaidThatItLeadsANodeAndAnswersNoMoreDoesNotLead() {
    answers(2_000, 1, 2, 3);
    allegiance.hear(2, new Detour(), 4_000);
    answers(6_600, 1, 3);
    assertThat(leader()).isEqualTo(1);
  }

  @Test
  void whoDoesNotLeadIsHeardToLiveAndNothingElse() {
    assertThat(allegiance.hear(2, new Census(5), 10)).isFalse();
    assertThat(allegiance.hear(1, new Census(5), 10)).isTrue();
    assertThat(allegiance.hear(2, new Detour(), 10)).isFalse();
    assertThat(allegiance.hear(2, new Release(new Seat(9, 1, 1)), 10)).isTrue();
  }

  @Test
  void whoStillHasTicketsFromWhenItLedIsToldToDropThem() {
    assertThat(allegiance.hear(2, new Recount(), 10)).isFalse();
    assertThat(told).containsExactly(new Told(2, new Anew()));
  }

  @Test
  void theSilenceOfTheLeaderCountsFromWhenItLeads() {
    answers(4_000, 1);
    assertThat(allegiance.leaderSilentForMs(5_000)).isEqualTo(1_000);
    allegiance.choose(List.of(2L), 6_000);
    assertThat(allegiance.leaderSilentForMs(6_500)).isEqualTo(500);
    allegiance.choose(List.of(), 7_000);
    assertThat(allegiance.leaderSilentForMs(9_000)).isZero();
  }

  @Test
  void theSilenceOfTheOthersIsThatOfThemAllAndNotOfTheOneBesideTheNode() {
    answers(1_000, 1);
    answers(4_000, 2);
    answers(60_000, 3);
    assertThat(allegiance.othersSilentForMs(60_000)).isEqualTo(56_000);
    assertThat(allegiance.hearsAll(58_000, 60_000)).isFalse();
    assertThat(allegiance.hearsAll(59_000, 60_000)).isTrue();
    allegiance.choose(List.of(3L), 60_000);
    assertThat(allegiance.othersSilentForMs(90_000)).isZero();
  }
}

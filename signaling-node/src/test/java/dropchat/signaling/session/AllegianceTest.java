package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Release;
import dropchat.cluster.Seat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three matchmakers, 1 the oldest; a message "to the leader" shows who that is. */
class AllegianceTest {

  private record Told(long matchmaker, BusMessage message) {}

  private static final BusMessage ANY = new Release(new Seat(9, 1, 1));

  private final List<Told> told = new ArrayList<>();
  private int newLeaders;
  private final Allegiance allegiance =
      new Allegiance((to, message) -> told.add(new Told(to, message)), () -> newLeaders++);

  @BeforeEach
  void begin() {
    allegiance.choose(List.of(1L, 2L, 3L), 0);
    newLeaders = 0;
  }

  private long leader() {
    told.clear();
    allegiance.toLeader(ANY);
    return told.getLast().matchmaker();
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
    assertThat(told).containsExactly(new Told(1, new Anew()));
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
    allegiance.announceToOthers(7);
    var without = new Announcement(7, 0, 0);
    assertThat(told).containsExactly(new Told(2, without), new Told(3, without));
  }

  @Test
  void whoDoesNotLeadIsHeardToLiveAndNothingElse() {
    assertThat(allegiance.hear(2, new Census(5), 10)).isFalse();
    assertThat(allegiance.hear(1, new Census(5), 10)).isTrue();
    assertThat(allegiance.hear(2, ANY, 10)).isTrue();
  }

  @Test
  void whoStillHasTicketsFromWhenItLedIsToldToDropThem() {
    assertThat(allegiance.hear(2, new Recount(), 10)).isFalse();
    assertThat(told).containsExactly(new Told(2, new Anew()));
  }

  @Test
  void theSilenceOfTheOldestCountsFromWhenItIsThat() {
    answers(4_600, 1);
    assertThat(allegiance.oldestSilentForMs(5_000)).isEqualTo(400);
    allegiance.choose(List.of(2L), 6_000);
    assertThat(allegiance.oldestSilentForMs(6_500)).isEqualTo(500);
    allegiance.choose(List.of(), 7_000);
    assertThat(allegiance.oldestSilentForMs(9_000)).isNotPositive();
  }
}

package dropchat.matchmaker.line;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Peer;
import dropchat.cluster.Seat;
import dropchat.cluster.Shared;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

  private static final List<String> NONE = List.of();

  private final WaitingLine line = new WaitingLine(new Widening(3_000, 8_000), new Random(1));
  private long now = 1_000_000;
  private long lastSocket;

  @Test
  void twoWithoutWishesMeetInTheNextRound() {
    var a = waits(NONE, NONE);
    var b = waits(NONE, NONE);
    assertThat(met(round())).containsExactly(Set.of(a, b));
  }

  @Test
  void nobodyMeetsThemselves() {
    var a = waits(NONE, NONE);
    line.offer(ticket(new Seat(1, a.socket(), 2), NONE, NONE, List.of(), 0), now);
    assertThat(round()).isEmpty();
  }

  @Test
  void nobodyIsMatchedTwice() {
    waits(NONE, NONE);
    waits(NONE, NONE);
    assertThat(round()).hasSize(1);
    waits(NONE, NONE);
    assertThat(round()).isEmpty();
  }

  @Test
  void atFirstBothLanguageAndInterestMustBeShared() {
    waits(List.of("de"), List.of("chess"));
    waits(List.of("de"), List.of("tea"));
    waits(List.of("fr"), List.of("chess"));
    assertThat(round()).isEmpty();
  }

  @Test
  void whatIsSharedIsTold() {
    waits(List.of("de", "en"), List.of("chess", "tea"));
    waits(List.of("en", "fr", "de"), List.of("tea"));
    assertThat(round().get(0).shared())
        .satisfiesAnyOf(
            shared -> assertThat(shared).isEqualTo(new Shared(List.of("de", "en"), List.of("tea"))),
            shared ->
                assertThat(shared).isEqualTo(new Shared(List.of("en", "de"), List.of("tea"))));
  }

  @Test
  void anEmptyListFitsEveryListAtOnce() {
    var a = waits(List.of("de"), List.of("chess"));
    var b = waits(NONE, NONE);
    assertThat(met(round())).containsExactly(Set.of(a, b));
  }

  @Test
  void anEmptyInterestListStillAsksForASharedLanguage() {
    waits(List.of("de"), List.of("chess"));
    waits(List.of("fr"), NONE);
    assertThat(round()).isEmpty();
  }

  @Test
  void afterTheFirstWideningALanguageIsEnough() {
    var a = waits(List.of("de"), List.of("chess"));
    var b = waits(List.of("de"), List.of("tea"));
    round();
    now += 2_899;
    assertThat(round()).isEmpty();
    assertThat(met(round())).containsExactly(Set.of(a, b));
  }

  @Test
  void afterTheSecondWideningAnybodyWillDo() {
    var a = waits(List.of("de"), List.of("chess"));
    var b = waits(List.of("fr"), List.of("tea"));
    round();
    now += 7_899;
    assertThat(round()).isEmpty();
    assertThat(met(round())).containsExactly(Set.of(a, b));
  }

  @Test
  void bothSidesWidthMustAllowAPair() {
    waits(List.of("de"), List.of("chess"));
    round();
    now += 8_050;
    round();
    waits(List.of("fr"), List.of("tea"));
    assertThat(round()).isEmpty();
    now += 3_050;
    assertThat(round()).isEmpty();
    now += 5_000;
    assertThat(round()).hasSize(1);
  }

  @Test
  void timeWaitedElsewhereCounts() {
    waits(List.of("de"), List.of("chess"));
    line.offer(
        ticket(new Seat(1, ++lastSocket, 1), List.of("de"), List.of("tea"), List.of(), 3_000), now);
    assertThat(round()).isEmpty();
    now += 3_050;
    assertThat(round()).hasSize(1);
  }

  @Test
  void theClosestFitIsPreferred() {
    waits(List.of("de"), List.of("chess"));
    round();
    now += 3_050;
    round();
    var sharesBoth = waits(List.of("de"), List.of("tea"));
    round();
    var newcomer = seat();
    line.offer(ticket(newcomer, List.of("de"), List.of("tea"), List.of(), 3_050), now);
    assertThat(met(round())).containsExactly(Set.of(sharesBoth, newcomer));
  }

  @Test
  void anAvoidedPeerIsNeverMetWhoeverAvoidsAndHoweverLong() {
    var a = waits(NONE, NONE);
    line.offer(ticket(seat(), NONE, NONE, List.of(a.peer()), 0), now);
    for (int i = 0; i < 20; i++) {
      now += 1_000;
      assertThat(round()).isEmpty();
    }
  }

  @Test
  void avoidingHoldsWhateverTheOthersEpoch() {
    var a = waits(NONE, NONE);
    line.offer(ticket(seat(), NONE, NONE, List.of(a.peer()), 0), now);
    line.offer(
        ticket(new Seat(a.node(), a.socket(), a.epoch() + 5), NONE, NONE, List.of(), 0), now);
    assertThat(round()).isEmpty();
  }

  @Test
  void whoeverWithdrewIsNotMatched() {
    var a = waits(NONE, NONE);
    line.withdraw(a);
    waits(NONE, NONE);
    assertThat(round()).isEmpty();
    assertThat(line.size()).isEqualTo(1);
  }

  @Test
  void aWithdrawalOfAnEarlierEpochDoesNothing() {
    var a = waits(NONE, NONE);
    line.offer(ticket(a.next(), NONE, NONE, List.of(), 0), now);
    line.withdraw(a);
    waits(NONE, NONE);
    assertThat(round()).hasSize(1);
  }

  @Test
  void aTicketOfAnEarlierEpochDoesNotReplaceALaterOne() {
    var a = waits(List.of("de"), NONE);
    line.offer(ticket(new Seat(a.node(), a.socket(), 0), List.of("fr"), NONE, List.of(), 0), now);
    waits(List.of("de"), NONE);
    assertThat(round()).hasSize(1);
  }

  @Test
  void aReleasedGuestIsMatchedAgain() {
    var a = waits(NONE, NONE);
    var b = waits(NONE, NONE);
    round();
    line.withdraw(a);
    line.release(b);
    var c = waits(NONE, NONE);
    assertThat(met(round())).containsExactly(Set.of(b, c));
  }

  @Test
  void anEmptiedLineKeepsNothing() {
    var random = new Random(3);
    for (int i = 0; i < 200; i++) {
      waits(List.of("l" + random.nextInt(50)), List.of("interest " + i));
    }
    round();
    now += 3_050;
    for (var match : round()) {
      line.withdraw(match.host());
      line.withdraw(match.guest());
    }
    for (long socket = 1; socket <= lastSocket; socket++) {
      line.withdraw(new Seat(1, socket, 1));
    }
    assertThat(line.size()).isZero();
    assertThat(line.keysHeld()).isZero();
  }

  /** Three come each round, so one is always left over: it must not be the same one for long. */
  @Test
  void nobodyWithACompatiblePartnerWaitsLongerThanTenRounds() {
    var rounds = new HashMap<Seat, Integer>();
    for (int i = 0; i < 500; i++) {
      for (int newcomer = 0; newcomer < 3; newcomer++) {
        rounds.put(waits(NONE, NONE), 0);
      }
      for (var pair : met(round())) {
        pair.forEach(rounds::remove);
      }
      rounds.replaceAll((seat, waited) -> waited + 1);
      assertThat(rounds.values()).allMatch(waited -> waited <= 10);
    }
  }

  @Test
  void ofThreeToldAnewWhoHasWaitedLongestIsMatched() {
    for (int i = 0; i < 50; i++) {
      var longest = seat();
      line.offer(ticket(seat(), NONE, NONE, List.of(), 60_000), now);
      line.offer(ticket(longest, NONE, NONE, List.of(), 61_000), now);
      line.offer(ticket(seat(), NONE, NONE, List.of(), 0), now);
      assertThat(met(round()).getFirst()).contains(longest);
      line.forget(1);
    }
  }

  @Test
  void joiningRightBehindSomebodyDoesNotMeanMeetingThem() {
    int together = 0;
    for (int i = 0; i < 400; i++) {
      for (int other = 0; other < 10; other++) {
        waits(NONE, NONE);
      }
      var victim = waits(NONE, NONE);
      var follower = waits(NONE, NONE);
      if (met(round()).contains(Set.of(victim, follower))) {
        together++;
      }
    }
    // one in eleven, if all are equally likely: 36 of 400
    assertThat(together).isBetween(15, 65);
  }

  private Seat waits(List<String> languages, List<String> interests) {
    var seat = seat();
    line.offer(ticket(seat, languages, interests, List.of(), 0), now);
    return seat;
  }

  private Seat seat() {
    return new Seat(1, ++lastSocket, 1);
  }

  private List<Match> round() {
    now += 50;
    return line.round(now);
  }

  private static Ticket ticket(
      Seat seat, List<String> languages, List<String> interests, List<Peer> avoid, long waitedMs) {
    return new Ticket(seat, languages, interests, avoid, waitedMs);
  }

  private static List<Set<Seat>> met(List<Match> matches) {
    return matches.stream().map(match -> Set.of(match.host(), match.guest())).toList();
  }
}

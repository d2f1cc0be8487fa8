package dropchat.signaling.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final int SUBJECT = 1;

  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private final Ledger ledger = ledger();

  private Ledger ledger() {
    var rules =
        new Ledger.Rules(3, Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofHours(12), 5);
    return new Ledger(rules, () -> now);
  }

  @Test
  void threeDifferentRecipientsReportsCoolDown() {
    report(10, 11);
    assertThat(ledger.cooldown(SUBJECT)).isZero();
    report(12);
    assertThat(ledger.cooldown(SUBJECT)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void whatIsPassedOnIsForgottenADayAfterTheLatestReportNotAfterItWasPassedOn() {
    report(10, 11, 12);
    var passedOn = ledger.copy();
    pass(Duration.ofHours(23));
    var inTime = ledger();
    inTime.adopt(passedOn);
    assertThat(inTime.copy()).isEqualTo(passedOn);
    pass(Duration.ofHours(1));
    var tooLate = ledger();
    tooLate.adopt(passedOn);
    assertThat(tooLate.copy()).isEmpty();
  }

  @Test
  void reportsThatLedToACooldownDoNotCountAgainWhereAnotherProcessHasThemStill() {
    report(10, 11);
    var before = ledger.copy();
    report(12);
    ledger.adopt(before);
    pass(Duration.ofMinutes(5));
    report(13);
    assertThat(ledger.cooldown(SUBJECT)).isZero();
  }

  @Test
  void reportsOfWhichNoProcessHeardEnoughCoolDownOnceOneIsToldOfTheOthers() {
    report(10, 11);
    var elsewhere = ledger();
    elsewhere.report(SUBJECT, 11);
    elsewhere.report(SUBJECT, 12);
    ledger.adopt(elsewhere.pressing());
    assertThat(ledger.cooldown(SUBJECT)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void oneRecipientsReportsCountOnce() {
    report(10, 10, 10, 10);
    assertThat(ledger.cooldown(SUBJECT)).isZero();
  }

  @Test
  void whoReportsSomebodyAgainChangesSomethingOnceAMinute() {
    assertThat(ledger.report(SUBJECT, 10)).isTrue();
    assertThat(ledger.report(SUBJECT, 10)).isFalse();
    assertThat(ledger.report(SUBJECT, 11)).isTrue();
    pass(Duration.ofMinutes(1));
    assertThat(ledger.report(SUBJECT, 10)).isTrue();
  }

  @Test
  void reportsOlderThanTenMinutesDoNotCount() {
    report(10, 11);
    pass(Duration.ofMinutes(10));
    report(12);
    assertThat(ledger.cooldown(SUBJECT)).isZero();
  }

  @Test
  void aCooldownEnds() {
    report(10, 11, 12);
    pass(Duration.ofMinutes(5));
    assertThat(ledger.cooldown(SUBJECT)).isZero();
  }

  @Test
  void eachFurtherCooldownDoublesUpToTwelveHours() {
    int reporter = 100;
    for (int i = 0; i < 12; i++) {
      report(reporter++, reporter++, reporter++);
      var expected = Duration.ofMinutes(5L << Math.min(i, 10));
      assertThat(ledger.cooldown(SUBJECT))
          .isEqualTo(
              expected.compareTo(Duration.ofHours(12)) > 0 ? Duration.ofHours(12) : expected);
      pass(Duration.ofMinutes(11));
    }
  }

  @Test
  void doublingNeedsSomebodyNew() {
    report(10, 11, 12);
    pass(Duration.ofMinutes(6));
    report(10, 11, 12);
    assertThat(ledger.cooldown(SUBJECT)).isZero();
    report(13);
    assertThat(ledger.cooldown(SUBJECT)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void oneRecipientHitsAtMostFiveAnHour() {
    for (int subject = 1; subject <= 6; subject++) {
      for (int recipient : new int[] {10, subject * 100, subject * 100 + 1}) {
        ledger.report(subject, recipient);
      }
    }
    assertThat(ledger.cooldown(5)).isPositive();
    assertThat(ledger.cooldown(6)).isZero();
  }

  private void report(int... recipients) {
    for (int recipient : recipients) {
      ledger.report(SUBJECT, recipient);
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}

package dropchat.signaling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dropchat.signaling.wire.ClientMessage.Connected;
import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ClientMessage.Leave;
import dropchat.signaling.wire.ClientMessage.Reason;
import dropchat.signaling.wire.ClientMessage.Reopen;
import dropchat.signaling.wire.ClientMessage.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessagesTest {

  @Test
  void everyTypeIsRead() throws MalformedMessageException {
    assertThat(ClientMessages.parse("{\"type\":\"leave\"}")).isEqualTo(new Leave());
    assertThat(ClientMessages.parse("{\"type\":\"connected\"}")).isEqualTo(new Connected());
    assertThat(ClientMessages.parse("{\"type\":\"inspect\"}")).isEqualTo(new Inspect());
    assertThat(ClientMessages.parse("{\"type\":\"reopen\",\"token\":\"t\"}"))
        .isEqualTo(new Reopen("t"));
    assertThat(
            ClientMessages.parse("{\"type\":\"report\",\"token\":\"t\",\"reason\":\"underage\"}"))
        .isEqualTo(new Report("t", Reason.UNDERAGE));
    assertThat(
            ClientMessages.parse(
                "{\"type\":\"join\",\"languages\":[\"de\",\"ast\"],\"interests\":[\"tea\"],"
                    + "\"commit\":\"c\",\"avoid\":[\"t\"]}"))
        .isEqualTo(new Join(List.of("de", "ast"), List.of("tea"), "c", List.of("t")));
  }

  @Test
  void absentListsAreEmptyAndAnAbsentCommitIsNull() throws MalformedMessageException {
    assertThat(ClientMessages.parse("{\"type\":\"join\"}"))
        .isEqualTo(new Join(List.of(), List.of(), null, List.of()));
  }

  @Test
  void interestsAreTrimmedLowerCaseAndDistinct() throws MalformedMessageException {
    var join =
        (Join) ClientMessages.parse("{\"type\":\"join\",\"interests\":[\" Tea\",\"TEA \",\" \"]}");
    assertThat(join.interests()).containsExactly("tea");
  }

  @Test
  void anInterestIsMeasuredInCodePoints() throws MalformedMessageException {
    var moons = "🌒".repeat(32);
    var join = (Join) ClientMessages.parse("{\"type\":\"join\",\"interests\":[\"" + moons + "\"]}");
    assertThat(join.interests()).containsExactly(moons);
  }

  @Test
  void unknownFieldsAreIgnored() throws MalformedMessageException {
    assertThat(ClientMessages.parse("{\"type\":\"leave\",\"why\":[1,{}]}")).isEqualTo(new Leave());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "nope", "{\"type\":\"leave\"} x", "{'type':'leave'}"})
  void whatIsNoJsonIsBadJson(String text) {
    assertThat(refusal(text)).isEqualTo(ErrorCode.BAD_JSON);
  }

  @Test
  void aDeeplyNestedBombIsBadJson() {
    assertThat(refusal("[".repeat(4096))).isEqualTo(ErrorCode.BAD_JSON);
    assertThat(refusal("{\"a\":".repeat(800) + "1" + "}".repeat(800)))
        .isEqualTo(ErrorCode.BAD_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "null",
        "\"join\"",
        "{}",
        "{\"type\":1}",
        "{\"type\":null}",
        "{\"type\":\"join\",\"languages\":\"de\"}",
        "{\"type\":\"join\",\"languages\":null}",
        "{\"type\":\"join\",\"languages\":[\"DE\"]}",
        "{\"type\":\"join\",\"languages\":[\"deut\"]}",
        "{\"type\":\"join\",\"languages\":[1]}",
        "{\"type\":\"join\",\"languages\":[\"aa\",\"ab\",\"ac\",\"ad\",\"ae\",\"af\"]}",
        "{\"type\":\"join\",\"interests\":[\"\"]}",
        "{\"type\":\"join\",\"interests\":[\"123456789012345678901234567890123\"]}",
        "{\"type\":\"join\",\"interests\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}",
        "{\"type\":\"join\",\"interests\":{}}",
        "{\"type\":\"join\",\"commit\":7}",
        "{\"type\":\"join\",\"commit\":null}",
        "{\"type\":\"join\",\"avoid\":[1]}",
        "{\"type\":\"join\",\"avoid\":[\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"]}",
        "{\"type\":\"reopen\"}",
        "{\"type\":\"reopen\",\"token\":{}}",
        "{\"type\":\"report\",\"token\":\"t\"}",
        "{\"type\":\"report\",\"reason\":\"spam\"}",
        "{\"type\":\"report\",\"token\":\"t\",\"reason\":\"SPAM\"}",
        "{\"type\":\"report\",\"token\":\"t\",\"reason\":\"boring\"}"
      })
  void aFieldOfTheWrongFormIsABadMessage(String text) {
    assertThat(refusal(text)).isEqualTo(ErrorCode.BAD_MESSAGE);
  }

  @Test
  void aCommitOf65CharactersIsABadMessage() {
    assertThat(refusal("{\"type\":\"join\",\"commit\":\"" + "c".repeat(65) + "\"}"))
        .isEqualTo(ErrorCode.BAD_MESSAGE);
  }

  @Test
  void anUnknownTypeIsSaidToBeUnknown() {
    assertThat(refusal("{\"type\":\"hello\"}")).isEqualTo(ErrorCode.UNKNOWN_TYPE);
  }

  @Test
  void aRefusalHoldsNothingOfWhatWasSent() {
    var refused =
        catchThrowableOfType(
            MalformedMessageException.class, () -> ClientMessages.parse("{\"canary\":"));
    assertThat(refused).hasMessage("bad-json").hasNoCause();
  }

  private static ErrorCode refusal(String text) {
    return catchThrowableOfType(MalformedMessageException.class, () -> ClientMessages.parse(text))
        .code();
  }
}

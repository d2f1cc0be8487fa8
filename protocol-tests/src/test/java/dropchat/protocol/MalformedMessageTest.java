package dropchat.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly one error, then 1008, and nobody else notices. */
@AgainstNode
@BesideHonestPair
class MalformedMessageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "canary",
        "{\"type\":\"join\"",
        "{\"type\":\"join\"}}",
        "{\"type\":\"join\"} canary",
        "{\"type\":\"join\"}{\"type\":\"leave\"}",
        "{'type':'join'}",
        "{type:\"join\"}",
        "{\"type\":\"join\",}",
        "{\"type\":NaN}",
        "{\"type\":\"\u0001\"}",
        "// canary\n{\"type\":\"join\"}"
      })
  void whatIsNotJsonIsBadJson(String text, Node node) {
    expectRefused(node, text, "bad-json");
  }

  @Test
  void whoHangsUpRightAfterIsToldAsWell(Node node) {
    var ada = node.peer();
    var both = new ByteArrayOutputStream();
    both.writeBytes(Frame.text("canary").masked());
    both.writeBytes(Frame.close(1000).masked());
    ada.wire().raw(both.toByteArray());
    ada.expectError("bad-json");
    ada.expectClose(1008);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{\"type\":\"join\"}]", "\"join\"", "1", "true", "null", "{}"})
  void whatIsNoObjectWithATypeIsABadMessage(String text, Node node) {
    expectRefused(node, text, "bad-message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "true", "[\"join\"]", "{\"type\":\"join\"}"})
  void aTypeThatIsNoStringIsABadMessage(String type, Node node) {
    expectRefused(node, "{\"type\":" + type + "}", "bad-message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dance", "canary", "JOIN", "join ", "matched", "welcome", "error", "__proto__"})
  void aTypeNobodyKnowsIsAnUnknownType(String type, Node node) {
    expectRefused(node, "{\"type\":\"" + type + "\"}", "unknown-type");
  }

  @ParameterizedTest
  @MethodSource("fieldsOfWrongForm")
  void aFieldOfTheWrongFormIsABadMessage(String type, String fields, Node node) {
    expectRefused(node, "{\"type\":\"" + type + "\"," + fields + "}", "bad-message");
  }

  @Test
  void theFirstBadMessageIsTheLastThatIsHeard(Node node) {
    var ada = node.peer();
    ada.blurt("{}");
    ada.blurt("{}");
    ada.blurt("{\"type\":\"inspect\"}");
    ada.expectError("bad-message");
    ada.expectClose(1008);
  }

  @Test
  void aRefusedPeerInPairingIsLostToItsPeer(Node node) {
    var pair = Pair.on(node);
    pair.ada().blurt("[]");
    pair.ada().expectError("bad-message");
    pair.ada().expectClose(1008);
    pair.bob().expect("peer-left");
  }

  @Test
  void theLongestOfEverythingIsStillWellFormed(Node node) {
    var ada = node.peer();
    var parrots = "\uD83E\uDD9C".repeat(32);
    ada.join(
        Map.of(
            "languages", List.of("de", "en", "fr", "pt", "haw"),
            "interests", List.of(parrots, "b", "c", "d", "e"),
            "commit", "x".repeat(64),
            "avoid", Collections.nCopies(8, "y".repeat(200))));
    ada.expectNothing();
  }

  @Test
  void deepNestingHarmsNobody(Node node) {
    for (var open : new String[] {"[", "{\"canary\":", "{\"type\":\"join\",\"x\":"}) {
      var ada = node.peer();
      ada.blurt(open.repeat(4_000 / open.length()));
      ada.expectError("bad-json");
      ada.expectClose(1008);
    }
  }

  static Stream<String[]> fieldsOfWrongForm() {
    return Stream.of(
            "join \"languages\":\"de\"",
            "join \"languages\":null",
            "join \"languages\":{}",
            "join \"languages\":[\"DE\"]",
            "join \"languages\":[\"d\"]",
            "join \"languages\":[\"de-AT\"]",
            "join \"languages\":[\"deutsch\"]",
            "join \"languages\":[\"de\\n\"]",
            "join \"languages\":[1]",
            "join \"languages\":[null]",
            "join \"languages\":[[\"de\"]]",
            "join \"languages\":[\"aa\",\"bb\",\"cc\",\"dd\",\"ee\",\"ff\"]",
            "join \"interests\":\"canary\"",
            "join \"interests\":[\"\"]",
            "join \"interests\":[7]",
            "join \"interests\":[\"" + "c".repeat(33) + "\"]",
            "join \"interests\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]",
            "join \"commit\":\"" + "c".repeat(65) + "\"",
            "join \"commit\":7",
            "join \"commit\":null",
            "join \"commit\":[\"canary\"]",
            "join \"avoid\":\"canary\"",
            "join \"avoid\":[7]",
            "join \"avoid\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]",
            "reopen \"x\":1",
            "reopen \"token\":7",
            "reopen \"token\":null",
            "reopen \"token\":[\"canary\"]",
            "report \"reason\":\"abuse\"",
            "report \"token\":\"canary\"",
            "report \"token\":7,\"reason\":\"abuse\"",
            "report \"token\":\"canary\",\"reason\":\"canary\"",
            "report \"token\":\"canary\",\"reason\":\"ABUSE\"",
            "report \"token\":\"canary\",\"reason\":null")
        .map(line -> line.split(" ", 2));
  }

  private static void expectRefused(Node node, String text, String code) {
    var ada = node.peer();
    ada.blurt(text);
    ada.expectError(code);
    ada.expectClose(1008);
  }
}

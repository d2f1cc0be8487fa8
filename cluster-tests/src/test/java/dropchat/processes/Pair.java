package dropchat.processes;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Two who have met, and what each was told of the other. */
record Pair(Guest ada, Guest bob, JsonObject toAda, JsonObject toBob) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Both join, and meet. Nobody else may be waiting. */
  static Pair of(Guest ada, Guest bob) {
    ada.join();
    bob.join();
    return met(ada, bob);
  }

  /** Two who have joined meet. */
  static Pair met(Guest ada, Guest bob) {
    Until.holds("two meet", PATIENCE, () -> ada.hasMet() & bob.hasMet());
    return new Pair(ada, bob, ada.matches().getLast(), bob.matches().getLast());
  }

  /** Both say so, and the server has understood. */
  void connected() {
    for (var guest : List.of(ada, bob)) {
      guest.say("connected");
      guest.expectHandled();
    }
  }

  /** The token that ada got for bob. */
  String tokenOfBob() {
    return toAda.getJsonObject("peer").getString("token");
  }

  String tokenOfAda() {
    return toBob.getJsonObject("peer").getString("token");
  }

  /** Both are in pairing, with each other. */
  void expectSignalsBothWays() {
    ada.signal("from ada");
    bob.awaitSignal("from ada");
    bob.signal("from bob");
    ada.awaitSignal("from bob");
  }
}

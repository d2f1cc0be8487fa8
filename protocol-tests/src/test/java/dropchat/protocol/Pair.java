package dropchat.protocol;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Two peers that were matched, and what each of them heard. */
record Pair(Peer ada, Peer bob, JsonNode adaHeard, JsonNode bobHeard) {

  /** Two new clients in pairing. Nobody else may be waiting. */
  static Pair on(Node node) {
    return of(node.peer(), node.peer());
  }

  static Pair of(Peer ada, Peer bob) {
    ada.join();
    return with(ada, bob, Map.of());
  }

  /** The second one joins, by these wishes, a first one that waits already. */
  static Pair with(Peer waiting, Peer joining, Map<String, ?> wishes) {
    joining.join(wishes);
    var heard = joining.expect("matched");
    return new Pair(waiting, joining, waiting.expect("matched"), heard);
  }

  /** The token that ada got for bob. */
  String tokenOfBob() {
    return adaHeard.at("/peer/token").asString();
  }

  String tokenOfAda() {
    return bobHeard.at("/peer/token").asString();
  }

  /** Both say that their link is up. */
  Pair talking() {
    ada.say("connected");
    bob.say("connected");
    ada.expectNothing();
    bob.expectNothing();
    return this;
  }

  /** A byte each way arrives: both are in pairing, with each other. */
  void expectSignalsBothWays() {
    ada.signal((byte) 1);
    bob.expectSignal((byte) 1);
    bob.signal((byte) 2);
    ada.expectSignal((byte) 2);
  }
}

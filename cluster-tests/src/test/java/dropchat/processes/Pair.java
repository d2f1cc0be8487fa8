package dropchat.processes;

import io.vertx.core.json.JsonObject;

/** Two matched guests, and what each was told. */
record Pair(Guest ada, JsonObject toAda, Guest bob, JsonObject toBob) {

  String tokenForAda() {
    return toAda.getJsonObject("peer").getString("token");
  }

  String tokenForBob() {
    return toBob.getJsonObject("peer").getString("token");
  }
}

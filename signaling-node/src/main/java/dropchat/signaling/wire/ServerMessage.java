package dropchat.signaling.wire;

import dropchat.cluster.Shared;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What the server says: the server → client table of the protocol. */
public sealed interface ServerMessage {

  JsonObject toJson();

  /**
   * @param country or null
   * @param online already rounded, see {@link Online}
   */
  record Welcome(
      List<IceServer> iceServers,
      String relay,
      boolean lan,
      String country,
      int online,
      String token)
      implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("welcome")
          .put("iceServers", json(iceServers))
          .put("relay", relay)
          .put("lan", lan)
          .put("country", country)
          .put("online", online)
          .put("token", token);
    }
  }

  /**
   * @param widen seconds
   */
  record Waiting(List<Double> widen) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("waiting").put("widen", new JsonArray(widen));
    }
  }

  record Matched(
      boolean offerer,
      String peerToken,
      String country,
      String commit,
      String token,
      List<IceServer> iceServers,
      Shared shared)
      implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("matched")
          .put("role", offerer ? "offerer" : "answerer")
          .put(
              "peer",
              new JsonObject()
                  .put("token", peerToken)
                  .put("country", country)
                  .put("commit", commit))
          .put("token", token)
          .put("iceServers", json(iceServers))
          .put(
              "shared",
              new JsonObject()
                  .put("languages", new JsonArray(shared.languages()))
                  .put("interests", new JsonArray(shared.interests())));
    }
  }

  record PeerLeft() implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("peer-left");
    }
  }

  record Reopened(String peerToken, String token, List<IceServer> iceServers)
      implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("reopened")
          .put("peer", new JsonObject().put("token", peerToken))
          .put("token", token)
          .put("iceServers", json(iceServers));
    }
  }

  record Reported() implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("reported");
    }
  }

  record Cooldown(long seconds) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("cooldown").put("seconds", seconds);
    }
  }

  /**
   * @param held JSON values by name
   */
  record Knowledge(Map<String, Object> held) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("knowledge").put("held", new JsonObject(held));
    }
  }

  record Draining() implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("draining");
    }
  }

  record Error(ErrorCode code) implements ServerMessage {
    @Override
    public JsonObject toJson() {
      return typed("error").put("code", code.code()).put("message", code.text());
    }
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }

  private static JsonArray json(List<IceServer> servers) {
    var array = new JsonArray();
    for (var server : servers) {
      var entry = new JsonObject().put("urls", new JsonArray(server.urls()));
      if (server.username() != null) {
        entry.put("username", server.username()).put("credential", server.credential());
      }
      array.add(entry);
    }
    return array;
  }
}

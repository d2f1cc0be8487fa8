package dropchat.signaling.wire;

import java.util.List;

/** What a client may say: the client → server table of the protocol. */
public sealed interface ClientMessage {

  /**
   * @param interests trimmed and lower-case
   * @param commit or null
   * @param avoid peer tokens as they came, unopened
   */
  record Join(List<String> languages, List<String> interests, String commit, List<String> avoid)
      implements ClientMessage {}

  record Leave() implements ClientMessage {}

  record Connected() implements ClientMessage {}

  record Reopen(String token) implements ClientMessage {}

  record Report(String token, Reason reason) implements ClientMessage {}

  record Inspect() implements ClientMessage {}

  /** What a report may be about. The server counts reports and keeps no reason. */
  enum Reason {
    ABUSE,
    SPAM,
    UNDERAGE,
    OTHER
  }
}

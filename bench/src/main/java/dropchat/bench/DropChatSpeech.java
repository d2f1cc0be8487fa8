package dropchat.bench;

import io.vertx.core.buffer.Buffer;

/** Protocol dropchat.v1, and whatever server knows its join, matched, peer-left and leave. */
final class DropChatSpeech implements Speech {

  static final String COMMIT = "c".repeat(43);

  private final Wire wire;

  DropChatSpeech(Wire wire) {
    this.wire = wire;
  }

  /** Parsing would cost the generator more than the server: types are told apart by their text. */
  @Override
  public void listen(Listener listener) {
    wire.listen(
        text -> {
          if (text.contains("\"matched\"")) {
            listener.matched(text.contains("\"offerer\""));
          } else if (text.contains("\"peer-left\"")) {
            listener.peerLeft();
          } else if (text.contains("\"error\"") || text.contains("\"cooldown\"")) {
            listener.refused();
          }
        },
        bytes -> listener.signal(bytes.getLong(0)),
        listener::refused);
  }

  @Override
  public void join(String interest) {
    wire.text("{\"type\":\"join\"," + wish(interest) + "}");
  }

  /** The fields of a join, as JSON. */
  static String wish(String interest) {
    return "\"commit\":\""
        + COMMIT
        + (interest == null ? "\"" : "\",\"interests\":[\"" + interest + "\"]");
  }

  @Override
  public void leave() {
    wire.text("{\"type\":\"leave\"}");
  }

  @Override
  public void signal(int bytes, long sentNanos) {
    wire.binary(Buffer.buffer(new byte[bytes]).setLong(0, sentNanos));
  }

  @Override
  public void close() {
    wire.close();
  }
}

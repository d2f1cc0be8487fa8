package dropchat.bench;

/**
 * What PeerJS's server relays: JSON with a name to send it to. It matches nobody: whose name ends
 * in a offers to whose name ends in b, who is matched by that.
 */
final class PeerJsSpeech implements Speech {

  private static final String PAYLOAD = "\"payload\":\"";
  private static final int NANOS_DIGITS = 16;

  private final Wire wire;
  private final boolean offerer;
  private final String peer;
  private Listener listener;
  private boolean matched;

  PeerJsSpeech(Wire wire, String name) {
    this.wire = wire;
    this.offerer = name.endsWith("a");
    this.peer = name.substring(0, name.length() - 1) + (offerer ? "b" : "a");
  }

  @Override
  public void listen(Listener heard) {
    listener = heard;
    wire.listen(this::text, bytes -> {}, listener::refused);
  }

  private void text(String text) {
    if (text.contains("\"type\":\"OFFER\"")) {
      if (!offerer && !matched) {
        matched = true;
        listener.matched(false);
      }
      int at = text.indexOf(PAYLOAD) + PAYLOAD.length();
      listener.signal(Long.parseUnsignedLong(text, at, at + NANOS_DIGITS, 16));
    } else if (text.contains("\"type\":\"LEAVE\"")) {
      matched = false;
      listener.peerLeft();
    } else if (!text.contains("\"type\":\"OPEN\"")) {
      listener.refused();
    }
  }

  @Override
  public void join(String interest) {
    if (offerer) {
      listener.matched(true);
    }
  }

  @Override
  public void leave() {
    wire.text("{\"type\":\"LEAVE\",\"dst\":\"" + peer + "\"}");
  }

  @Override
  public void signal(int bytes, long sentNanos) {
    var nanos = "%016x".formatted(sentNanos);
    wire.text(
        "{\"type\":\"OFFER\",\"dst\":\""
            + peer
            + "\","
            + PAYLOAD
            + nanos
            + "x".repeat(bytes - nanos.length())
            + "\"}");
  }

  @Override
  public void close() {
    wire.close();
  }
}

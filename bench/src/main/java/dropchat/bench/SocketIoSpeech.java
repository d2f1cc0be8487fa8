package dropchat.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;

/**
 * Socket.IO's protocol 5 in Engine.IO's 4: a digit for Engine.IO's packet, one for Socket.IO's,
 * then JSON; bytes follow in a frame of their own.
 */
final class SocketIoSpeech implements Speech {

  private static final String OPEN = "0";
  private static final String PING = "2";
  private static final String PONG = "3";
  private static final String CONNECT = "40";
  private static final String EVENT = "42";
  private static final String EVENT_WITH_BYTES =
      "451-[\"signal\",{\"_placeholder\":true,\"num\":0}]";

  private final Wire wire;

  private SocketIoSpeech(Wire wire) {
    this.wire = wire;
  }

  /** Completes when the server has agreed to both protocols. */
  static Future<Speech> greet(Wire wire) {
    var greeted = Promise.<Speech>promise();
    wire.listen(
        text -> {
          if (text.startsWith(OPEN)) {
            wire.text(CONNECT);
          } else if (text.equals(PING)) {
            wire.text(PONG);
          } else if (text.startsWith(CONNECT)) {
            greeted.tryComplete(new SocketIoSpeech(wire));
          } else {
            greeted.tryFail(text);
          }
        },
        bytes -> {},
        () -> greeted.tryFail("hung up"));
    return greeted.future();
  }

  @Override
  public void listen(Listener listener) {
    wire.listen(
        text -> {
          if (text.equals(PING)) {
            wire.text(PONG);
          } else if (text.startsWith(EVENT)) {
            event(text, listener);
          } else if (!text.startsWith("45")) {
            listener.refused();
          }
        },
        bytes -> listener.signal(bytes.getLong(0)),
        listener::refused);
  }

  private static void event(String text, Listener listener) {
    if (text.contains("\"matched\"")) {
      listener.matched(text.contains("\"offerer\""));
    } else if (text.contains("\"peer-left\"")) {
      listener.peerLeft();
    }
  }

  @Override
  public void join(String interest) {
    wire.text(EVENT + "[\"join\",{" + DropChatSpeech.wish(interest) + "}]");
  }

  @Override
  public void leave() {
    wire.text(EVENT + "[\"leave\"]");
  }

  @Override
  public void signal(int bytes, long sentNanos) {
    wire.text(EVENT_WITH_BYTES);
    wire.binary(Buffer.buffer(new byte[bytes]).setLong(0, sentNanos));
  }

  @Override
  public void close() {
    wire.close();
  }
}

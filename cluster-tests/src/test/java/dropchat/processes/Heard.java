package dropchat.processes;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** All that came from a socket and was not asked for yet. Thread safe. */
final class Heard implements WebSocket.Listener {

  /** As close codes go: the socket ended without one (RFC 6455, section 7.4.1). */
  private static final int ABNORMAL = 1006;

  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  /** All that any client was ever given. */
  private static final Set<String> TOKENS = ConcurrentHashMap.newKeySet();

  private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
  private final List<String> signals = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream signal = new ByteArrayOutputStream();
  private volatile int closeCode;

  static Set<String> tokens() {
    return TOKENS;
  }

  /** The first message of this type, taken out. */
  Optional<JsonObject> take(String type) {
    var found =
        messages.stream().filter(message -> message.getString("type").equals(type)).findFirst();
    found.ifPresent(messages::remove);
    return found;
  }

  /** Of all messages, in the order in which they came. */
  List<String> types() {
    return messages.stream().map(message -> message.getString("type")).toList();
  }

  boolean takeSignal(String signal) {
    return signals.remove(signal);
  }

  List<String> signals() {
    return List.copyOf(signals);
  }

  /** 0 as long as the socket is open. */
  int closeCode() {
    return closeCode;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      messages.add(new JsonObject(text.toString()));
      TOKEN.matcher(text).results().map(found -> found.group(1)).forEach(TOKENS::add);
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    var bytes = new byte[part.remaining()];
    part.get(bytes);
    signal.writeBytes(bytes);
    if (last) {
      signals.add(signal.toString(StandardCharsets.UTF_8));
      signal.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closeCode = code;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closeCode = ABNORMAL;
  }
}

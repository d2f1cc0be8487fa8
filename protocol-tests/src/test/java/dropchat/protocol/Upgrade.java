package dropchat.protocol;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The request that asks for a WebSocket on {@code /signal}, as a browser would send it unless told otherwise. */
final class Upgrade {

  static final String AGENT = "Canary-Agent/7.1";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What the server said: 101 and a socket, or a refusal. Header names are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private final Map<String, String> headers = new LinkedHashMap<>();

  private Upgrade(int port) {
    headers.put("Host", "127.0.0.1:" + port);
    headers.put("User-Agent", AGENT);
    headers.put("Upgrade", "websocket");
    headers.put("Connection", "Upgrade");
    headers.put("Sec-WebSocket-Version", "13");
    headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    headers.put("Sec-WebSocket-Protocol", "dropchat.v1");
  }

  static Upgrade at(Node node) {
    return new Upgrade(node.port());
  }

  Upgrade with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  Upgrade without(String name) {
    headers.remove(name);
    return this;
  }

  Answer over(Wire wire) {
    var lines =
        headers.entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
            .collect(Collectors.joining());
    wire.raw(("GET /signal HTTP/1.1\r\n" + lines + "\r\n").getBytes());
    var head = wire.upTo("\r\n\r\n", PATIENCE).split("\r\n");
    var answered = new LinkedHashMap<String, String>();
    for (var i = 1; i < head.length; i++) {
      var colon = head[i].indexOf(':');
      var name = head[i].substring(0, colon).toLowerCase(Locale.ROOT);
      answered.put(name, head[i].substring(colon + 1).strip());
    }
    var length = Integer.parseInt(answered.getOrDefault("content-length", "0"));
    var status = Integer.parseInt(head[0].split(" ")[1]);
    return new Answer(status, answered, wire.exactly(length, PATIENCE));
  }

  /** Asks over a connection of its own, from a fresh address, and hangs up. */
  Answer alone(Node node) {
    try (var wire = Wire.connect(node.port(), Loopback.fresh())) {
      return over(wire);
    }
  }
}

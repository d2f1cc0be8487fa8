package dropchat.bench;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.net.URI;
import java.util.function.Consumer;

/**
 * One client: joins when told to, is matched, sends what a browser would send, and tells when it is
 * idle again. The offerer of a pair skips once it has heard all of the other's. On one event loop.
 */
final class Client {

  private static final int CANDIDATES = 6;
  private static final int DESCRIPTION_BYTES = 1_800;
  private static final int CANDIDATE_BYTES = 200;
  private static final String JOIN = "{\"type\":\"join\",\"commit\":\"" + "c".repeat(43) + "\"}";
  private static final String LEAVE = "{\"type\":\"leave\"}";

  private final Tally tally;
  private final Consumer<Client> onIdle;
  private Wire wire;
  private boolean offerer;
  private boolean paired;
  private int heard;
  private long dueNanos;

  private Client(Tally tally, Consumer<Client> onIdle) {
    this.tally = tally;
    this.onIdle = onIdle;
  }

  /** Connected, or failed with the reason. */
  static Future<Client> open(NetClient from, URI server, Tally tally, Consumer<Client> onIdle) {
    var client = new Client(tally, onIdle);
    return Wire.open(from, server).map(client::on);
  }

  private Client on(Wire opened) {
    wire = opened;
    wire.listen(this::control, this::signal, tally::error);
    return this;
  }

  /**
   * @param due when this should have happened, of {@link System#nanoTime()}
   */
  void join(long due) {
    dueNanos = due;
    wire.text(JOIN);
  }

  /** Without a word. */
  void close() {
    wire.close();
  }

  /** Parsing would cost the generator more than the server: types are told apart by their text. */
  private void control(String message) {
    if (message.contains("\"matched\"")) {
      matched(message.contains("\"offerer\""));
    } else if (message.contains("\"peer-left\"")) {
      end();
    } else if (message.contains("\"error\"") || message.contains("\"cooldown\"")) {
      tally.error();
    }
  }

  private void matched(boolean asOfferer) {
    tally.matched(dueNanos);
    paired = true;
    offerer = asOfferer;
    heard = 0;
    if (offerer) {
      describe();
    }
  }

  private void signal(Buffer bytes) {
    tally.signal(bytes.getLong(0));
    if (!paired) {
      return;
    }
    heard++;
    if (heard == 1 && !offerer) {
      describe();
    }
    if (heard == 1 + CANDIDATES && offerer) {
      wire.text(LEAVE);
      tally.cycle();
      end();
    }
  }

  /** An offer or an answer, and all candidates. */
  private void describe() {
    send(DESCRIPTION_BYTES);
    for (int i = 0; i < CANDIDATES; i++) {
      send(CANDIDATE_BYTES);
    }
  }

  private void send(int bytes) {
    var signal = Buffer.buffer(new byte[bytes]);
    signal.setLong(0, System.nanoTime());
    wire.binary(signal);
  }

  private void end() {
    if (paired) {
      paired = false;
      onIdle.accept(this);
    }
  }
}

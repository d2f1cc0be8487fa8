package dropchat.processes;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One of many who join, meet somebody, say hello, and join again, for as long as the crowd is
 * about. When a node goes away it comes back to another one. Complains of anything that a client
 * should not see.
 */
final class Passerby implements WebSocket.Listener {

  /**
   * A talk lasts between half and one and a half of it: were all equally long, those whom one round
   * has paired would come back for one round again, and never meet those of the others.
   */
  private static final Duration TALK = Duration.ofMillis(200);

  private static final Duration SECOND_TRY = Duration.ofMillis(100);

  /** How long a match may take to become a meeting, or to be called off. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int RESTARTING = 1012;

  private final Crowd crowd;
  private final HttpClient home;
  private final StringBuilder text = new StringBuilder();
  private CompletableFuture<WebSocket> said;
  private long waitingSince;
  private int moment;
  private int door;
  private volatile int meetings;

  /** 0: not in a pairing. */
  private int seat;

  /** Joins that no {@code waiting} has answered yet. */
  private int unanswered;

  Passerby(Crowd crowd) {
    this.crowd = crowd;
    this.home = Homes.next(crowd.door(0).host);
  }

  /** By the next door; a closed one is passed over. */
  void arrive() {
    door = crowd.door();
    var member = crowd.door(door);
    home.newWebSocketBuilder()
        .subprotocols("dropchat.v1")
        .buildAsync(
            URI.create("ws://" + member.host.address() + ":" + member.port + "/signal"), this)
        .exceptionally(
            refused -> {
              crowd.after(SECOND_TRY, this::arrive);
              return null;
            });
  }

  int meetings() {
    return meetings;
  }

  /** For good. */
  synchronized void leave() {
    say("leave");
    said.thenCompose(to -> to.sendClose(WebSocket.NORMAL_CLOSURE, ""));
  }

  @Override
  public void onOpen(WebSocket socket) {
    said = CompletableFuture.completedFuture(socket);
    socket.request(1);
  }

  @Override
  public synchronized CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      hear(new JsonObject(text.toString()).getString("type"));
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  private void hear(String type) {
    if (unanswered > 0 && (type.equals("matched") || type.equals("peer-left"))) {
      return; // it has crossed our join
    }
    switch (type) {
      case "welcome" -> {
        unanswered = 0;
        join();
      }
      case "matched" -> {
        crowd.waited(System.nanoTime() - waitingSince);
        waitingSince = 0;
        if (seat != 0) {
          crowd.complain("matched in a pairing");
        }
        seat = crowd.newSeat();
        var greeting = ByteBuffer.allocate(8).putInt(seat).putInt(door).flip();
        said = said.thenCompose(to -> to.sendBinary(greeting, true));
        after(PATIENCE, this::giveUp);
      }
      case "peer-left" -> {
        crowd.wasCut();
        join();
      }
      case "waiting" -> unanswered--;
      case "draining" -> {}
      default -> crowd.complain(type);
    }
  }

  private void giveUp() {
    crowd.wentUnanswered();
    join();
  }

  /** Unless something else comes first. */
  private void after(Duration time, Runnable what) {
    int now = ++moment;
    crowd.after(
        time,
        () -> {
          synchronized (this) {
            if (moment == now) {
              what.run();
            }
          }
        });
  }

  /** Waiting goes on over a reconnect. */
  private void join() {
    moment++;
    seat = 0;
    if (waitingSince == 0) {
      waitingSince = System.nanoTime();
    }
    unanswered++;
    say("join");
  }

  private void say(String type) {
    said = said.thenCompose(to -> to.sendText("{\"type\":\"" + type + "\"}", true));
  }

  @Override
  public synchronized CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
    if (unanswered == 0 && seat != 0) {
      crowd.met(seat, crowd.door(door), part.getInt(), crowd.door(part.getInt()));
      meetings++;
      say("connected");
      after(
          TALK.dividedBy(2).plusMillis(ThreadLocalRandom.current().nextLong(TALK.toMillis())),
          this::join);
    }
    socket.request(1);
    return null;
  }

  @Override
  public synchronized CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    moment++;
    seat = 0;
    if (code != RESTARTING) {
      crowd.complain("close " + code);
    }
    crowd.reconnected();
    crowd.after(Duration.ZERO, this::arrive);
    return null;
  }

  @Override
  public synchronized void onError(WebSocket socket, Throwable error) {
    moment++;
    seat = 0;
    crowd.complain(error.toString());
    crowd.after(SECOND_TRY, this::arrive);
  }
}

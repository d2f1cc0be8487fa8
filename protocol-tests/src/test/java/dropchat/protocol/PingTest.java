package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A socket is pinged every 30 s, and closed after 60 s of silence; here 1 and 2. */
@AgainstNode({Settings.PING, "1s"})
class PingTest {

  @Test
  void everySocketIsPingedAgainAndAgain(Node node) {
    var wire = node.peer().wire();
    for (var i = 0; i < 3; i++) {
      var ping = wire.nextOfAny(Duration.ofSeconds(3)).orElseThrow();
      assertThat(ping.first()).isEqualTo(Frame.PING);
      wire.send(new Frame(Frame.PONG, ping.payload()));
    }
  }

  @Test
  void whoAnswersNothingIsClosedAndItsPeerTold(Node node) {
    var pair = Pair.on(node);
    pair.bob().expect("peer-left"); // answers pings meanwhile
    var wire = pair.ada().wire();
    Frame last;
    do {
      last = wire.nextOfAny(Duration.ofSeconds(5)).orElseThrow();
    } while (last.first() == Frame.PING);
    assertThat(last.first()).isEqualTo(Frame.CLOSE);
  }

  @Test
  void whoAnswersPingsAndSaysNothingElseStays(Node node) {
    var ada = node.peer();
    assertThat(ada.wire().next(Duration.ofSeconds(5))).isEmpty();
    ada.join();
  }
}

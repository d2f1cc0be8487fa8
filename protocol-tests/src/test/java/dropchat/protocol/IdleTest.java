package dropchat.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A socket that never joins is closed after 10 minutes; here 1 s. */
@AgainstNode({Settings.IDLE, "1s"})
class IdleTest {

  @Test
  void aSocketThatNeverJoinsIsClosedWith1000(Node node) {
    node.peer().expectClose(1000);
  }

  @Test
  void whoWaitsOrTalksIsNotIdle(Node node) {
    var waiting = node.peer();
    waiting.join(Map.of("languages", List.of("de")));
    var talking = node.peer();
    talking.say("connected");
    node.peer().expectClose(1000);
    node.peer().expectClose(1000);
    waiting.expectNothing();
    talking.expectNothing();
  }

  @Test
  void otherMessagesDoNotKeepAnIdleSocket(Node node) {
    var ada = node.peer();
    Until.holds(
        "closed",
        Duration.ofSeconds(6),
        () -> {
          ada.wire().tryRaw(Frame.text("{\"type\":\"inspect\"}").masked());
          var frame = ada.wire().next(Duration.ofMillis(200));
          return frame.isPresent() && frame.get().first() == Frame.CLOSE;
        });
  }
}

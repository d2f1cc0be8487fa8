package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.session.Session.State;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ServerMessage.Cooldown;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JoinTest {

  private final World world = new World();
  private World.Client a;

  @BeforeEach
  void oneNode() {
    world.addNode(1);
    a = world.client(1, "203.0.113.9");
  }

  @Test
  void eachJoinIsAnsweredByOneWaiting() {
    a.joins();
    a.joins();
    assertThat(a.hears(Waiting.class)).hasSize(2);
  }

  @Test
  void waitingSaysWhenTheSearchWidens() {
    a.says(new Join(List.of("de"), List.of("tea"), null, List.of()));
    assertThat(a.hears(Waiting.class)).containsExactly(new Waiting(List.of(3.0, 8.0)));
    a.says(new Join(List.of("de"), List.of(), null, List.of()));
    assertThat(a.hears(Waiting.class)).containsExactly(new Waiting(List.of(8.0)));
    a.joins();
    assertThat(a.hears(Waiting.class)).containsExactly(new Waiting(List.of()));
  }

  @Test
  void joiningWhileWaitingKeepsTheTimeAlreadyWaited() {
    a.says(new Join(List.of("de"), List.of("tea"), null, List.of()));
    world.pass(3_500);
    a.hears(Waiting.class);
    a.says(new Join(List.of("fr"), List.of("tea"), null, List.of()));
    assertThat(a.hears(Waiting.class)).containsExactly(new Waiting(List.of(4.5)));
  }

  @Test
  void joiningAfterALeaveStartsAnew() {
    a.says(new Join(List.of("de"), List.of("tea"), null, List.of()));
    world.pass(3_500);
    a.leaves();
    a.hears(Waiting.class);
    a.says(new Join(List.of("de"), List.of("tea"), null, List.of()));
    assertThat(a.hears(Waiting.class)).containsExactly(new Waiting(List.of(3.0, 8.0)));
  }

  @Test
  void joinAndLeaveEachAdvanceTheEpoch() {
    a.joins();
    a.leaves();
    assertThat(a.session().seat().epoch()).isEqualTo(2);
  }

  @Test
  void whoCoolsDownIsToldForHowLongAndDoesNotWait() {
    world.cooldowns.put("203.0.113.9", Duration.ofMillis(299_001));
    a.joins();
    assertThat(a.hears(Cooldown.class)).containsExactly(new Cooldown(300));
    assertThat(a.hears(Waiting.class)).isEmpty();
    assertThat(a.session().state).isEqualTo(State.IDLE);
    world.client(1).joins();
    world.settle();
    assertThat(a.hears(Matched.class)).isEmpty();
  }

  @Test
  void aSessionHasTheHandleOfTheDayOfItsLatestJoin() {
    a.joins();
    int first = a.session().handle;
    world.day++;
    assertThat(a.session().handle).isEqualTo(first);
    a.joins();
    assertThat(a.session().handle).isNotEqualTo(first);
  }

  @Test
  void whoHangsUpIsOutOfTheLine() {
    a.joins();
    a.hangsUp();
    var b = world.client(1);
    b.joins();
    world.settle();
    assertThat(b.hears(Matched.class)).isEmpty();
  }
}

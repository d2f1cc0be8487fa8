package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the gateway keeps of a client is told by {@code inspect}. Each field here is told, or holds
 * nothing of any client: whoever adds one has to say which. That the told ones arrive is tested by
 * the protocol tests.
 */
class HeldTest {

  @Test
  void everyFieldOfAConnectionIsToldOrOfNobody() {
    var told =
        Set.of(
            "id", // as socket
            "origin", // as address, country, lan
            "seconds",
            "heardAtSecond",
            "intake", // by its own
            "closing",
            "ended", // a moment after closing; one that has ended is answered nothing
            "endedAtSecond");
    var ofNobody = Set.of("socket", "context", "limits", "listener");
    assertThat(fields(Connection.class)).containsExactlyInAnyOrderElementsOf(union(told, ofNobody));
  }

  @Test
  void everyFieldOfItsIntakeIsToldOrOfNobody() {
    var told = Set.of("fragments", "allowances");
    var ofNobody = Set.of("fragmentsAreText", "listener"); // the former: of a frame
    assertThat(fields(Intake.class)).containsExactlyInAnyOrderElementsOf(union(told, ofNobody));
  }

  @Test
  void everyFieldOfItsAllowancesIsToldOrOfNobody() {
    assertThat(fields(Allowances.class))
        .containsExactlyInAnyOrder("controls", "signals", "signalBytes", "limits");
  }

  @Test
  void everyFieldOfASocketIsOfNobody() {
    assertThat(fields(FrameSocket.class))
        .containsExactlyInAnyOrder(
            "context",
            "listener",
            "channel",
            "closeSent",
            "gathered"); // frames under way, for one pass of the event loop
  }

  @Test
  void everyFieldOfTheCrowdIsToldOrOfNobody() {
    var told = Set.of("byAddress", "connects");
    var ofNobody = Set.of("limits", "sockets");
    assertThat(fields(Crowd.class)).containsExactlyInAnyOrderElementsOf(union(told, ofNobody));
  }

  /** Of a client: its connection, and nothing else by its number. */
  @Test
  void noMapOfANodeButThatOfItsConnectionsIsAboutAnybody() {
    assertThat(fields(GatewayVerticle.class))
        .containsExactlyInAnyOrder(
            "sockets",
            "board",
            "outbox",
            "allegiance", // of processes
            "server", // board: told by its own test
            "node",
            "membership",
            "gate",
            "http",
            "house",
            "reports",
            "counters");
    assertThat(fields(Sockets.class))
        .containsExactlyInAnyOrder("connections", "board", "context", "gate", "counters");
    assertThat(fields(Gate.class))
        .containsExactlyInAnyOrder(
            "limits",
            "crowd",
            "forwarded",
            "countries",
            "allowedOrigins",
            "site",
            "counters",
            "draining");
  }

  private static Set<String> union(Set<String> told, Set<String> ofNobody) {
    return Stream.of(told, ofNobody).flatMap(Set::stream).collect(Collectors.toSet());
  }

  private static Stream<String> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(Field::getName);
  }
}

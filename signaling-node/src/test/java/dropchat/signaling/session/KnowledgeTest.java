package dropchat.signaling.session;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.Profile;
import dropchat.cluster.Shared;
import dropchat.signaling.session.Session.State;
import dropchat.signaling.wire.ClientMessage.Inspect;
import dropchat.signaling.wire.ClientMessage.Join;
import dropchat.signaling.wire.ServerMessage.Knowledge;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnowledgeTest {

  /** What each field of a session is told as. A field that is missing here fails the test. */
  private static final Map<String, Set<String>> TOLD =
      Map.ofEntries(
          entry("seat", Set.of("socket", "epoch")),
          entry("origin", Set.of("address", "country", "lan")),
          entry("state", Set.of("state")),
          entry("handle", Set.of("abuseHandle")),
          entry("wish", Set.of("languages", "interests", "commit", "avoid")),
          entry("waitingSinceMs", Set.of("waitingSinceMs")),
          entry("partner", Set.of("partner")),
          entry("asking", Set.of("asking")),
          entry("unheard", Set.of("unheard")),
          entry("idleUntilMs", Set.of("idleInMs")),
          entry("deadlineMs", Set.of("deadlineInMs")));

  /** What each part of an acceptance is told as: the seats beside it, the rest as "unheard". */
  private static final Map<String, Set<String>> UNHEARD =
      Map.of(
          "guest", Set.of(),
          "host", Set.of(),
          "profile", Set.of("commit", "country", "abuseHandle"),
          "shared", Set.of("languages", "interests"));

  /** About nobody: what all sessions share, and which key their handles were made with. */
  private static final Set<String> OF_NOBODY = Set.of("board", "era");

  @Test
  void everyFieldOfASessionIsTold() {
    assertThat(fields(Session.class).filter(field -> !OF_NOBODY.contains(field)))
        .containsExactlyInAnyOrderElementsOf(TOLD.keySet());
    assertThat(held(true).keySet()).containsAll(told());
  }

  @Test
  void soIsEveryFieldOfItsOriginAndOfWhatWasJoinedWith() {
    assertThat(TOLD.get("origin")).containsAll(fields(Origin.class).toList());
    assertThat(TOLD.get("wish")).containsAll(fields(Join.class).toList());
  }

  /** Of a client: its session, in "sessions" and perhaps in "awaiting", and what it has to say. */
  @Test
  void noMapBesideTheSessionsIsAboutAnybody() {
    assertThat(fields(Switchboard.class))
        .containsExactlyInAnyOrder(
            "node",
            "house",
            "effects",
            "credentials",
            "requests",
            "parting",
            "post",
            "tickets", // shared
            "sessions",
            "awaiting",
            "toSelf",
            "lastSocket",
            "online");
    assertThat(fields(OpenTickets.class)).containsExactlyInAnyOrder("effects", "count", "digest");
    var stateless =
        Stream.of(
            Requests.class,
            Post.class,
            Pairing.class,
            Reopening.class,
            Parting.class,
            Credentials.class);
    assertThat(stateless)
        .flatMap(type -> fields(type).toList())
        .containsOnly("board", "pairing", "reopening", "parting", "house");
  }

  @Test
  void nothingIsToldThatIsNoField() {
    assertThat(held(true).keySet()).isSubsetOf(told());
  }

  @Test
  void whatIsNotHeldIsNotNamed() {
    assertThat(held(false).keySet()).doesNotContain("languages", "interests", "commit", "avoid");
  }

  @Test
  void soIsEveryFieldOfAnAcceptance() {
    assertThat(fields(Acceptance.class)).containsExactlyInAnyOrderElementsOf(UNHEARD.keySet());
    assertThat(fields(Profile.class).map(field -> field.replace("handle", "abuseHandle")))
        .containsExactlyInAnyOrderElementsOf(UNHEARD.get("profile"));
    assertThat(fields(Shared.class)).containsExactlyInAnyOrderElementsOf(UNHEARD.get("shared"));
  }

  @Test
  void theValueOfEveryFieldIsTold() {
    var world = new World();
    world.addNode(1);
    world.addNode(2);
    var ada = world.client(1);
    var bob = world.client(2);
    expectTold(world, ada, State.IDLE);

    ada.says(new Join(List.of("de"), List.of("tea"), "of ada", List.of()));
    bob.says(new Join(List.of("de"), List.of("tea"), "of bob", List.of()));
    world.pass(10);
    expectTold(world, ada, State.WAITING);

    world.deliver(sent -> true);
    world.round();
    world.deliver(world.bus.poll()); // the match, to the host: who proposes
    var host = ada.session().proposing() ? ada : bob;
    var guest = host == ada ? bob : ada;
    assertThat(expectTold(world, host, State.WAITING).get("asking")).isNotNull();

    while (guest.session().state == State.WAITING) {
      world.deliver(
          world.bus.poll()); // up to the proposal: the guest accepts, and is not heard yet
    }
    assertThat(expectTold(world, guest, State.PAIRING).get("unheard"))
        .asInstanceOf(map(String.class, Object.class))
        .containsOnlyKeys(UNHEARD.values().stream().flatMap(Set::stream).toList())
        .containsEntry("commit", guest.session().unheard.profile().commit())
        .containsEntry("country", "BR")
        .containsEntry("abuseHandle", guest.session().handle)
        .containsEntry("languages", List.of("de"))
        .containsEntry("interests", List.of("tea"));

    world.deliver(sent -> true);
    assertThat(expectTold(world, host, State.PAIRING).get("partner")).isNotNull();
    ada.connects();
    expectTold(world, ada, State.TALKING);
  }

  private static Map<String, Object> expectTold(World world, World.Client client, State state) {
    var session = client.session();
    assertThat(session.state).isEqualTo(state);
    client.says(new Inspect());
    var held = client.hears(Knowledge.class).get(0).held();
    boolean meeting = session.asking != null || session.partner != null;
    assertThat(held)
        .containsEntry("address", session.origin.address().getHostAddress())
        .containsEntry("country", session.origin.country())
        .containsEntry("lan", session.origin.lan())
        .containsEntry("abuseHandle", session.handle)
        .containsEntry("epoch", session.seat().epoch())
        .containsEntry("state", state.name().toLowerCase(Locale.ROOT))
        .containsEntry("idleInMs", session.idleUntilMs - world.now)
        .containsEntry("deadlineInMs", meeting ? session.deadlineMs - world.now : null);
    assertThat(world.seatBehind(held.get("socket"))).isEqualTo(session.seat());
    assertThat(world.seatBehind(held.get("partner"))).isEqualTo(session.partner);
    assertThat(world.seatBehind(held.get("asking"))).isEqualTo(session.asking);
    assertThat(held.get("unheard") == null).isEqualTo(session.unheard == null);
    if (session.wish != null) {
      assertThat(held)
          .containsEntry("languages", session.wish.languages())
          .containsEntry("interests", session.wish.interests())
          .containsEntry("commit", session.wish.commit())
          .containsEntry("avoid", session.wish.avoid())
          .containsEntry("waitingSinceMs", world.now - session.waitingSinceMs);
    }
    return held;
  }

  private static Stream<String> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(Field::getName);
  }

  private static List<String> told() {
    return TOLD.values().stream().flatMap(Set::stream).toList();
  }

  private static Map<String, Object> held(boolean waiting) {
    var world = new World();
    world.addNode(1);
    var client = world.client(1);
    if (waiting) {
      client.says(new Join(List.of("de"), List.of("tea"), "c", List.of()));
    }
    client.says(new Inspect());
    return client.hears(Knowledge.class).get(0).held();
  }
}

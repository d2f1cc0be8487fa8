package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What processes say to each other about two people, one at each: on the bus and on Hazelcast's
 * port, from the start of the second process on.
 */
@EnabledIf("dropchat.processes.Wires#allowed")
class WiretapTest {

  @RegisterExtension
  @Order(1)
  static final Wires WIRES = Wires.of(2);

  @RegisterExtension
  @Order(2)
  static final Members CLEAR = Members.at(WIRES.hosts(), List.of());

  @RegisterExtension
  @Order(3)
  static final Members SEALED = Members.at(WIRES.hosts(), new Authority().options());

  private final String interest = Traces.unique();
  private final String signal = Traces.unique();

  @Test
  void inTheClearItCarriesWishesAndSignalsButNeitherAnAddressNorAToken() throws Exception {
    var talk = new ArrayList<String>();
    var heard = heardOf(CLEAR, talk);
    assertThat(List.of(interest, signal)).as("heard").allMatch(heard::contains);
    assertThat(talk).as("never said").noneMatch(heard::contains);
    System.out.println("found: in " + heard.length() + " bytes what they wish for and seal");
  }

  @Test
  void underMutualTlsItCarriesNothingOfAnybody() throws Exception {
    var talk = new ArrayList<String>();
    var heard = heardOf(SEALED, talk);
    assertThat(heard.contains("__vertx.subs")).as("Hazelcast's own words").isTrue();
    talk.addAll(List.of(interest, signal));
    assertThat(talk).as("never said").noneMatch(heard::contains);
    System.out.println("found: nothing of anybody in " + heard.length() + " bytes");
  }

  /**
   * @param secrets takes what must never be heard
   */
  private String heardOf(Members cluster, List<String> secrets) throws IOException {
    var younger = cluster.node(1);
    younger.kill();
    var tap = Wiretap.at(younger.host);
    cluster.revive(younger);
    var pair = cluster.pairLiking(interest);
    pair.ada().signal(signal);
    pair.bob().awaitSignal(signal);
    secrets.addAll(List.of(pair.tokenOfAda(), pair.tokenOfBob()));
    for (var guest : List.of(pair.ada(), pair.bob())) {
      var address = addressOf(guest);
      secrets.add(address.getHostAddress());
      secrets.add(new String(address.getAddress(), StandardCharsets.ISO_8859_1));
      guest.say("report", guest == pair.ada() ? pair.tokenOfBob() : pair.tokenOfAda());
      guest.await("reported");
      guest.say("connected");
      guest.expectHandled();
    }
    return tap.all();
  }

  private static InetAddress addressOf(Guest guest) throws IOException {
    guest.say("inspect");
    JsonObject held = guest.await("knowledge").getJsonObject("held");
    return InetAddress.getByName(held.getString("address"));
  }
}

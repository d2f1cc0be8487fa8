package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Refusal;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.PeerLeft;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The four steps in which a match becomes true, and every way to stumble on them. */
class MatchDeliveryTest {

  private final World world = new World();
  private World.Client a;
  private World.Client b;
  private World.Client host;
  private World.Client guest;

  @BeforeEach
  void twoWaitOnTwoNodes() {
    world.addNode(1);
    world.addNode(2);
    a = world.client(1);
    b = world.client(2);
    a.joins();
    b.joins();
    world.deliver(sent -> true);
    world.round();
    var match = (Match) world.bus.peekLast().message();
    host = match.host().node() == 1 ? a : b;
    guest = match.host().node() == 1 ? b : a;
  }

  @Test
  void bothHearOfTheMatchAndExactlyOneOffers() {
    world.settle();
    var matches = new ArrayList<>(a.hears(Matched.class));
    matches.addAll(b.hears(Matched.class));
    assertThat(matches).extracting(Matched::offerer).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void eachHearsTheOthersCommitUntouched() {
    world.settle();
    assertThat(a.match().commit()).isEqualTo("commit of " + b.socket);
    assertThat(b.match().commit()).isEqualTo("commit of " + a.socket);
  }

  @Test
  void aHostThatLeftFreesTheGuestAtOnce() {
    host.leaves();
    var c = world.client(1);
    c.joins();
    world.settle();
    assertThat(c.hears(Matched.class)).hasSize(1);
    assertThat(guest.hears(Matched.class)).hasSize(1);
  }

  @Test
  void aGuestThatLeftRefusesAndTheHostWaitsOn() {
    guest.leaves();
    world.settle();
    assertThat(host.session().state).isEqualTo(Session.State.WAITING);
    assertThat(host.hears(Matched.class)).isEmpty();
    var c = world.client(2);
    c.joins();
    world.settle();
    assertThat(host.hears(Matched.class)).hasSize(1);
  }

  @Test
  void aRefusedHostKeepsItsWaitingTimeAndItsCommit() {
    guest.leaves();
    world.pass(900);
    world.deliver(sent -> !(sent instanceof Ticket));
    assertThat(host.session().waitingSinceMs).isEqualTo(world.now - 900);
    assertThat(host.session().wish.commit()).isEqualTo("commit of " + host.socket);
  }

  @Test
  void aHostWithoutAnAnswerWaitsOnAfterASecond() {
    world.deliver(sent -> !(sent instanceof Proposal));
    world.pass(999);
    assertThat(host.session().asking).isNotNull();
    int epoch = host.session().seat().epoch();
    world.pass(1);
    assertThat(host.session().asking).isNull();
    assertThat(host.session().state).isEqualTo(Session.State.WAITING);
    assertThat(host.session().seat().epoch()).isEqualTo(epoch + 1);
  }

  @Test
  void aLateAcceptanceIsAnsweredWithPeerLeft() {
    var late = new ArrayList<Acceptance>();
    world.deliver(
        sent -> {
          if (sent instanceof Acceptance acceptance) {
            late.add(acceptance);
          }
          return !(sent instanceof Acceptance);
        });
    host.leaves();
    world.bus.clear();
    world.deliver(new World.Sent(host.node, late.get(0)));
    world.deliver(sent -> true);
    assertThat(host.hears(Matched.class)).isEmpty();
    assertThat(guest.hears(PeerLeft.class)).hasSize(1);
    assertThat(guest.session().state).isEqualTo(Session.State.IDLE);
  }

  @Test
  void aHostThatGaveUpTellsTheGuest() {
    world.deliver(sent -> !(sent instanceof Acceptance));
    assertThat(guest.session().state).isEqualTo(Session.State.PAIRING);
    world.pass(1_000);
    world.deliver(sent -> true);
    assertThat(guest.hears(PeerLeft.class)).hasSize(1);
  }

  @Test
  void aLostAcceptanceCostsNothingSinceTheGuestsSignalCarriesIt() {
    world.deliver(sent -> !(sent instanceof Acceptance));
    guest.signals("key");
    world.deliver(sent -> true);
    assertThat(host.hears(Matched.class)).hasSize(1);
    assertThat(host.hears(String.class)).containsExactly("key");
  }

  @Test
  void aGuestRepeatsItsAcceptanceUntilItHearsTheHost() {
    world.deliver(sent -> true);
    guest.signals("one");
    assertThat(world.bus)
        .extracting(World.Sent::message)
        .hasAtLeastOneElementOfType(Acceptance.class);
    world.deliver(sent -> true);
    host.signals("heard");
    world.deliver(sent -> true);
    guest.signals("two");
    assertThat(world.bus).extracting(World.Sent::message).hasOnlyElementsOfType(Signal.class);
    world.deliver(sent -> true);
    assertThat(host.hears(Matched.class)).hasSize(1);
    assertThat(host.hears(String.class)).containsExactly("one", "two");
  }

  @Test
  void aRepeatedProposalIsAcceptedOnceAndAnsweredAgain() {
    var proposals = new ArrayList<Proposal>();
    world.deliver(
        sent -> {
          if (sent instanceof Proposal proposal) {
            proposals.add(proposal);
          }
          return true;
        });
    world.deliver(new World.Sent(guest.node, proposals.get(0)));
    world.deliver(sent -> true);
    assertThat(a.hears(Matched.class)).hasSize(1);
    assertThat(b.hears(Matched.class)).hasSize(1);
    assertThat(a.hears(PeerLeft.class)).isEmpty();
    assertThat(b.hears(PeerLeft.class)).isEmpty();
  }

  @Test
  void aRepeatedMatchStartsNothing() {
    var match = (Match) world.bus.peek().message();
    world.deliver(sent -> true);
    world.deliver(new World.Sent(match.host().node(), match));
    assertThat(world.bus).noneMatch(sent -> sent.message() instanceof Proposal);
  }

  @Test
  void twoLeadersMatchesForOneGuestCostARefusalAndNoDoubleSeat() {
    var c = world.client(1);
    c.joins();
    world.deliver(sent -> !(sent instanceof Match));
    var guest = b.session().seat();
    var shared = new dropchat.cluster.Shared(java.util.List.of(), java.util.List.of());
    world.deliver(new World.Sent(1, new Match(a.session().seat(), guest, shared)));
    world.deliver(new World.Sent(1, new Match(c.session().seat(), guest, shared)));
    world.deliver(sent -> true);
    assertThat(b.hears(Matched.class)).hasSize(1);
    var first = a.session().state;
    var second = c.session().state;
    assertThat(java.util.Set.of(first, second))
        .containsExactlyInAnyOrder(Session.State.PAIRING, Session.State.WAITING);
  }

  @Test
  void aRefusalForAnEarlierProposalDoesNothing() {
    var early = host.session().seat();
    world.settle();
    world.deliver(new World.Sent(host.node, new Refusal(guest.session().seat(), early)));
    assertThat(host.session().state).isEqualTo(Session.State.PAIRING);
  }

  @Test
  void aHostThatLeavesWhileProposingTakesThePairingBack() {
    world.deliver(sent -> !(sent instanceof Acceptance));
    host.leaves();
    world.deliver(sent -> true);
    assertThat(guest.hears(PeerLeft.class)).hasSize(1);
  }
}

package dropchat.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Seat;
import dropchat.cluster.Shared;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.PeerLeft;
import dropchat.signaling.wire.ServerMessage.Reopened;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A match on its way to two nodes, and all that may cross it. */
class MatchInterleavingsTest {

  private static final Shared NOTHING = new Shared(List.of(), List.of());
  private final World world = new World();
  private final World.Client a;
  private final World.Client b;
  private final World.Client host;
  private final World.Client guest;

  MatchInterleavingsTest() {
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
  void twoWhoProposeToEachOtherRefuseAndBothWaitOn() {
    world.bus.clear();
    var one = a.session().seat();
    var other = b.session().seat();
    world.deliver(new World.Sent(1, new Match(one, other, NOTHING)));
    world.deliver(new World.Sent(2, new Match(other, one, NOTHING)));
    assertThat(a.session().asking).isNotNull();
    assertThat(b.session().asking).isNotNull();
    world.deliver(sent -> true);
    for (var each : List.of(a, b)) {
      assertThat(each.session().asking).isNull();
      assertThat(each.session().state).isEqualTo(Session.State.WAITING);
      assertThat(each.hears(Matched.class)).isEmpty();
    }
    world.settle();
    assertThat(a.hears(Matched.class)).hasSize(1);
    assertThat(b.hears(Matched.class)).hasSize(1);
  }

  @Test
  void anAcceptanceThatIsRepeatedToAHostThatCallsItsGuestMeanwhileDoesNotPartThem() {
    world.deliver(sent -> true);
    host.connects();
    guest.signals("its acceptance goes first: it has not heard the host");
    host.says(new ClientMessage.Reopen(host.match().peerToken()));
    world.deliver(sent -> true);
    for (var each : List.of(host, guest)) {
      assertThat(each.hears(Reopened.class)).hasSize(1);
      assertThat(each.hears(PeerLeft.class)).isEmpty();
      assertThat(each.session().state).isEqualTo(Session.State.PAIRING);
    }
  }

  @Test
  void twoLeadersMatchesForOneHostMakeOneProposal() {
    world.bus.clear();
    var c = world.client(2);
    c.joins();
    world.bus.clear();
    var seat = a.session().seat();
    world.deliver(new World.Sent(1, new Match(seat, b.session().seat(), NOTHING)));
    world.deliver(new World.Sent(1, new Match(seat, c.session().seat(), NOTHING)));
    assertThat(world.bus)
        .extracting(World.Sent::message)
        .filteredOn(Proposal.class::isInstance)
        .hasSize(1);
    world.deliver(sent -> true);
    assertThat(a.hears(Matched.class)).hasSize(1);
    assertThat(c.session().state).isEqualTo(Session.State.WAITING);
  }

  @Test
  void aGuestThatJoinedAnewRefusesWhatWasMeantForItsEarlierEpoch() {
    guest.joins();
    world.deliver(sent -> !(sent instanceof Ticket));
    assertThat(guest.session().state).isEqualTo(Session.State.WAITING);
    assertThat(host.session().state).isEqualTo(Session.State.WAITING);
    assertThat(guest.hears(Matched.class)).isEmpty();
    assertThat(host.hears(Matched.class)).isEmpty();
  }

  @Test
  void anAcceptanceThatComesAfterTheSecondIsAnsweredWithPeerLeft() {
    var late = new ArrayList<World.Sent>();
    world.deliver(
        sent -> {
          if (sent instanceof Acceptance) {
            late.add(new World.Sent(host.node, sent));
          }
          return !(sent instanceof Acceptance);
        });
    world.pass(1_000);
    world.deliver(sent -> !(sent instanceof Left)); // the host's own is lost
    assertThat(guest.session().state).isEqualTo(Session.State.PAIRING);
    world.deliver(late.getFirst());
    world.deliver(sent -> true);
    assertThat(host.session().state).isEqualTo(Session.State.WAITING);
    assertThat(host.hears(Matched.class)).isEmpty();
    assertThat(guest.hears(PeerLeft.class)).hasSize(1);
  }

  @Test
  void aHostWithoutAnAnswerKeepsItsWaitingTimeAndItsCommit() {
    world.deliver(sent -> !(sent instanceof Proposal));
    long since = host.session().waitingSinceMs;
    world.pass(1_000);
    assertThat(host.session().waitingSinceMs).isEqualTo(since);
    assertThat(host.session().wish.commit()).isEqualTo("commit of " + host.socket);
  }

  @Test
  void aSilentGuestIsNotMatchedAgainUntilAnnounced() {
    world.deliver(sent -> !(sent instanceof Proposal));
    world.pass(1_000);
    var c = world.client(host.node);
    c.joins();
    world.deliver(sent -> true);
    world.round();
    assertThat(world.bus)
        .extracting(World.Sent::message)
        .filteredOn(Match.class::isInstance)
        .noneMatch(
            m ->
                ((Match) m).guest().equals(guest.session().seat())
                    || ((Match) m).host().equals(guest.session().seat()));
  }

  @Test
  void aHostWhoseGuestsNodeIsGoneWaitsOnAtOnce() {
    world.deliver(sent -> !(sent instanceof Proposal));
    assertThat(host.session().asking).isNotNull();
    host.losesTheWayTo(guest.node);
    assertThat(host.session().asking).isNull();
    assertThat(host.session().state).isEqualTo(Session.State.WAITING);
  }

  /** Else it would be held back for a match that was lost, until its node announces again. */
  @Test
  void aGuestWhoseProposalCouldNotBeSentIsMatchedWithSomebodyElseAtOnce() {
    world.deliver(sent -> !(sent instanceof Proposal));
    host.losesTheWayTo(guest.node);
    var c = world.client(guest.node);
    c.joins();
    world.settle();
    assertThat(guest.hears(Matched.class)).hasSize(1);
    assertThat(c.hears(Matched.class)).hasSize(1);
    assertThat(host.session().state).isEqualTo(Session.State.WAITING);
  }

  @Test
  void aSignalThatFitsOneEndOnlyIsDropped() {
    world.settle();
    a.signals("x");
    world.deliver(s -> true);
    b.hears(String.class);
    var from = a.session().seat();
    var to = b.session().seat();
    byte[] bytes = {65};
    for (var forged :
        List.of(
            new Signal(from.next(), to, bytes),
            new Signal(new Seat(3, from.socket(), from.epoch()), to, bytes),
            new Signal(new Seat(from.node(), from.socket() + 9, from.epoch()), to, bytes),
            new Signal(from, new Seat(to.node(), to.socket(), to.epoch() - 1), bytes))) {
      world.deliver(new World.Sent(2, forged));
    }
    assertThat(b.hears(String.class)).isEmpty();
    world.deliver(new World.Sent(2, new Signal(from, to, bytes)));
    assertThat(b.hears(String.class)).containsExactly("A");
  }
}

package dropchat.simulation;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Left;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Reopen;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.signaling.session.Belief;
import dropchat.signaling.session.Rules;
import java.util.List;
import java.util.Set;

/**
 * Which guard of the cluster is broken, to see that the invariants notice. The product is left as
 * it is: what the guard would have stopped is altered on its way so that it passes, and what the
 * guard would have said is lost.
 */
enum Broken {
  NOTHING,

  /** A host takes a match made for an earlier epoch of its. */
  EPOCH_OF_MATCHES {
    @Override
    BusMessage toPeer(BusMessage message, Belief receiver) {
      return message instanceof Match m
          ? new Match(receiver.seat(), m.guest(), m.shared())
          : message;
    }
  },

  /** A guest takes a proposal made to an earlier epoch of its. */
  EPOCH_OF_PROPOSALS {
    @Override
    BusMessage toPeer(BusMessage message, Belief receiver) {
      return message instanceof Proposal p
          ? new Proposal(p.host(), receiver.seat(), p.profile(), p.shared())
          : message;
    }
  },

  /** A host takes an acceptance of an earlier proposal, or of somebody else. */
  EPOCH_OF_ACCEPTANCES {
    @Override
    BusMessage toPeer(BusMessage message, Belief receiver) {
      return message instanceof Acceptance a && receiver.asking() != null
          ? new Acceptance(receiver.asking().next(), receiver.seat(), a.profile(), a.shared())
          : message;
    }
  },

  /** Signals are delivered in whatever pairing there is. */
  ENDS_OF_SIGNALS {
    @Override
    BusMessage toPeer(BusMessage message, Belief receiver) {
      return message instanceof Signal s && receiver.partner() != null
          ? new Signal(receiver.partner(), receiver.seat(), s.bytes())
          : message;
    }
  },

  /** That somebody has left is believed in whatever pairing there is. */
  ENDS_OF_LEFT {
    @Override
    BusMessage toPeer(BusMessage message, Belief receiver) {
      return message instanceof Left && receiver.partner() != null
          ? new Left(receiver.partner(), receiver.seat())
          : message;
    }
  },

  /** A token of an earlier epoch still reopens. */
  EPOCH_OF_REOPENS {
    @Override
    BusMessage toPeer(BusMessage message, Belief receiver) {
      return message instanceof Reopen r
          ? new Reopen(r.caller(), receiver.seat(), r.handle())
          : message;
    }
  },

  /** Nobody compares what was sent with what was heard. */
  ANNOUNCEMENTS {
    @Override
    BusMessage toMatchmaker(BusMessage message) {
      return message instanceof Announcement ? null : message;
    }
  },

  /** Nodes do not send anew what a matchmaker misses. */
  RECOUNTS {
    @Override
    BusMessage toNode(BusMessage message) {
      return message instanceof Recount ? null : message;
    }
  },

  /** A node goes on with the first leader that it knew. */
  CHANGE_OF_LEADER {
    @Override
    boolean followsLeader() {
      return false;
    }
  },

  /** A matchmaker keeps the tickets of nodes that it does not hear any more. */
  EXPIRY {
    @Override
    boolean expires() {
      return false;
    }
  },

  /** The same, and it is not told either that their process is gone. */
  EXPIRY_AND_GONE {
    @Override
    boolean expires() {
      return false;
    }

    @Override
    Set<Long> forgotten(Set<Long> gone) {
      return Set.of();
    }
  },

  /** Nodes are not told that a process is gone. */
  GONE {
    @Override
    Set<Long> lost(Set<Long> gone) {
      return Set.of();
    }
  },

  /** The line knows of no avoid lists. */
  AVOID {
    @Override
    BusMessage toMatchmaker(BusMessage message) {
      return message instanceof Ticket t
          ? new Ticket(t.seat(), t.languages(), t.interests(), List.of(), t.waitedMs())
          : message;
    }
  },

  /** Avoid lists get lost when somebody waits on, or is announced anew. */
  AVOID_OF_THOSE_WHO_WAIT_ON {
    @Override
    BusMessage toMatchmaker(BusMessage message) {
      return message instanceof Ticket t && t.waitedMs() > 0
          ? new Ticket(t.seat(), t.languages(), t.interests(), List.of(), t.waitedMs())
          : message;
    }
  },

  /** A host waits for its guest for ever. */
  DEADLINE_OF_PROPOSALS {
    @Override
    Rules rules(Rules rules) {
      return new Rules(1 << 30, rules.pairingMs(), rules.idleMs(), rules.widening());
    }
  },

  /** A pairing is known for ever. */
  DEADLINE_OF_PAIRINGS {
    @Override
    Rules rules(Rules rules) {
      return new Rules(rules.proposalMs(), 1 << 30, rules.idleMs(), rules.widening());
    }
  };

  /** For a peer that is there; null: it is lost. */
  BusMessage toPeer(BusMessage message, Belief receiver) {
    return message;
  }

  /** For a node as a whole; null: it is lost. */
  BusMessage toNode(BusMessage message) {
    return message;
  }

  /** Null: it is lost. */
  BusMessage toMatchmaker(BusMessage message) {
    return message;
  }

  /** Which of the processes that are gone the nodes hear of. */
  Set<Long> lost(Set<Long> gone) {
    return gone;
  }

  /** Which of the processes that are gone the matchmakers hear of. */
  Set<Long> forgotten(Set<Long> gone) {
    return gone;
  }

  boolean followsLeader() {
    return true;
  }

  boolean expires() {
    return true;
  }

  Rules rules(Rules rules) {
    return rules;
  }
}

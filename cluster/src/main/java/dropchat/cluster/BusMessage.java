package dropchat.cluster;

import java.util.List;

/**
 * All that travels on the bus. Immutable (nobody writes to a signal's bytes), so nodes in one JVM
 * may share an instance.
 */
public sealed interface BusMessage {

  // node → matchmaker

  /**
   * A peer waits. Replaces whatever ticket that peer had.
   *
   * @param waitedMs how long already: a duration, since clocks differ between hosts
   */
  record Ticket(
      Seat seat, List<String> languages, List<String> interests, List<Peer> avoid, long waitedMs)
      implements BusMessage {}

  /** The peer no longer waits at this seat: it left, or its match has begun. */
  record Withdrawal(Seat seat) implements BusMessage {}

  /** The host of a match was gone already: its guest may be matched again. */
  record Release(Seat guest) implements BusMessage {}

  /**
   * Sent every announcement period: what the node has, in short.
   *
   * @param tickets how many it has sent and not withdrawn
   * @param digest the sum of their seats' {@link Seat#digest}: where that differs a message was
   *     lost
   */
  record Announcement(int sockets, int tickets, long digest) implements BusMessage {}

  /** Forget all tickets of this node: those that follow are all there are. */
  record Anew() implements BusMessage {}

  /**
   * That node did not answer a proposal of this one: its tickets are not to be matched until it
   * announces again, or tells them anew, and for some seconds more not with those of this one.
   */
  record Silence(long node) implements BusMessage {}

  // between node and matchmaker

  /**
   * From a node: you lead me, since an older one does not answer me. From a matchmaker: some node
   * says so, and it would be alone where the others follow that older one.
   */
  record Detour() implements BusMessage {}

  // matchmaker → node

  /**
   * Send all tickets anew: what was announced is not what was heard, or a proposal was not
   * answered.
   */
  record Recount() implements BusMessage {}

  /** How many sockets the whole cluster has. */
  record Census(int online) implements BusMessage {}

  // to one peer

  /** Meant for whoever sits just there: another epoch, and it no longer fits. */
  sealed interface ForPeer extends BusMessage {
    Seat to();
  }

  /** For the host's node alone, which makes it true in four steps (see {@code Pairing}). */
  record Match(Seat host, Seat guest, Shared shared) implements ForPeer {
    @Override
    public Seat to() {
      return host;
    }
  }

  record Proposal(Seat host, Seat guest, Profile profile, Shared shared) implements ForPeer {
    @Override
    public Seat to() {
      return guest;
    }
  }

  /**
   * @param guest already the seat after the match
   * @param shared as proposed
   */
  record Acceptance(Seat guest, Seat host, Profile profile, Shared shared) implements ForPeer {
    @Override
    public Seat to() {
      return host;
    }
  }

  record Refusal(Seat guest, Seat host) implements ForPeer {
    @Override
    public Seat to() {
      return host;
    }
  }

  record Signal(Seat from, Seat to, byte[] bytes) implements ForPeer {}

  /** {@code from} is in no pairing with {@code to} (any more). */
  record Left(Seat from, Seat to) implements ForPeer {}

  /**
   * @param handle the caller's abuse handle
   */
  record Reopen(Seat caller, Seat called, int handle) implements ForPeer {
    @Override
    public Seat to() {
      return called;
    }
  }

  /**
   * @param handle the called's abuse handle
   */
  record Reopened(Seat called, Seat caller, int handle) implements ForPeer {
    @Override
    public Seat to() {
      return caller;
    }
  }
}

package dropchat.cluster;

/**
 * A peer at one moment of its life. Join, leave and match each advance the epoch, so that whatever
 * was meant for an earlier moment no longer fits.
 */
public record Seat(long node, long socket, int epoch) {

  public Peer peer() {
    return new Peer(node, socket);
  }

  public boolean of(Peer peer) {
    return node == peer.node() && socket == peer.socket();
  }

  /** The same peer, whatever the epoch. */
  public boolean samePeer(Seat other) {
    return node == other.node && socket == other.socket;
  }

  /** Where this peer sits once it has accepted a proposal made to this seat. */
  public Seat next() {
    return new Seat(node, socket, epoch + 1);
  }
}

package dropchat.cluster;

/**
 * A peer at one moment of its life. Join, leave and match each advance the epoch, so that whatever
 * was meant for an earlier moment no longer fits.
 */
public record Seat(long node, long socket, int epoch) {

  public Peer peer() {
    return new Peer(node, socket);
  }

  /** The same peer, whatever the epoch. */
  public boolean samePeer(Seat other) {
    return node == other.node && socket == other.socket;
  }

  /** Well mixed 64 bits (the finalizer of SplitMix64), to be summed up over a set of seats. */
  public long digest() {
    long z = node * 0x9e3779b97f4a7c15L + socket * 0xd1b54a32d192ed03L + epoch;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** Where this peer sits once it has accepted a proposal made to this seat. */
  public Seat next() {
    return new Seat(node, socket, epoch + 1);
  }
}

package dropchat.cluster;

import java.security.SecureRandom;

/**
 * Processes and the nodes within them. A process has a random number with eight zero bits at its
 * end, in which its nodes, one for each gateway verticle, are counted from 1: so a node's number
 * tells its process.
 */
public final class ProcessId {

  /** How many nodes a process can have. */
  public static final int MOST_NODES = 0xff;

  private ProcessId() {}

  public static long random() {
    return new SecureRandom().nextLong() & ~MOST_NODES;
  }

  public static long node(long process, int index) {
    if (index < 1 || index > MOST_NODES) {
      throw new IllegalArgumentException("node " + index + " of a process");
    }
    return process | index;
  }

  public static long of(long node) {
    return node & ~MOST_NODES;
  }
}

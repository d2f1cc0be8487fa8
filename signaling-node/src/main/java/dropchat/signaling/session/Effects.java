package dropchat.signaling.session;

import dropchat.cluster.BusMessage;
import dropchat.signaling.wire.ServerMessage;
import java.util.Map;

/**
 * All that a {@link Switchboard} can cause outside itself. Called on its thread, in order; none of
 * it calls the switchboard back, what comes of it comes in later.
 */
public interface Effects {

  void toClient(long socket, ServerMessage message);

  /** A signal for the client, as it came. */
  void toClient(long socket, byte[] signal);

  void close(long socket, short code);

  /** Never this node's own messages: those do not leave the switchboard. */
  void toNode(long node, BusMessage message);

  void toMatchmaker(BusMessage message);

  /** What is kept of a socket outside of the switchboard, by name, for {@code inspect}. */
  default Map<String, Object> held(long socket) {
    return Map.of();
  }

  /** A report to be counted by every process. */
  void report(int subject, int recipient);
}

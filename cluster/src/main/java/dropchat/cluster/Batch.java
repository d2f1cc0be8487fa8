package dropchat.cluster;

import dropchat.cluster.BusMessage.Acceptance;
import dropchat.cluster.BusMessage.Match;
import dropchat.cluster.BusMessage.Proposal;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Ticket;
import java.util.List;

/** All that one sender has for one receiver in one pass of its event loop, in order. */
public record Batch(long from, List<BusMessage> messages) {

  /** Of each message: its kind, two seats, lengths. */
  private static final int OVERHEAD = 64;

  /** Two longs for each peer who is avoided. */
  private static final int AVOIDED = 16;

  /** About so many bytes on the bus, rather more than fewer: a {@link Link} counts them. */
  int size() {
    int size = 0;
    for (var message : messages) {
      size += OVERHEAD + content(message);
    }
    return size;
  }

  private static int content(BusMessage message) {
    return switch (message) {
      case Signal signal -> signal.bytes().length;
      case Ticket ticket ->
          AVOIDED * ticket.avoid().size() + bytes(ticket.languages()) + bytes(ticket.interests());
      case Match match -> content(match.shared());
      case Proposal proposal -> content(proposal.profile()) + content(proposal.shared());
      case Acceptance acceptance -> content(acceptance.profile()) + content(acceptance.shared());
      default -> 0;
    };
  }

  private static int content(Profile profile) {
    return profile.commit() == null ? 0 : profile.commit().length();
  }

  private static int content(Shared shared) {
    return bytes(shared.languages()) + bytes(shared.interests());
  }

  /** At most: three for each char of a text in UTF-8. */
  private static int bytes(List<String> texts) {
    int bytes = 0;
    for (var text : texts) {
      bytes += 3 * text.length();
    }
    return bytes;
  }
}

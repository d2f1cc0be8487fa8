package dropchat.matchmaker.line;

import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Peer;
import dropchat.cluster.Shared;
import java.util.ArrayList;
import java.util.List;

/** One ticket in the line, with what the line notes about it. */
final class Waiting {

  final Ticket ticket;
  final Peer peer;
  final long sinceMs;
  final long sinceRound;
  final List<Pool.Listing> listings = new ArrayList<>();

  /** How wide its present listings are; -1 before the first. */
  int listedWidth = -1;

  /** In a match that its node has not confirmed yet; out of every pool. */
  boolean taken;

  long takenAtMs;

  /** The node of the other one in that match. */
  long takenWith;

  /** Where its next widening is noted, or null. */
  Pool.Listing alarm;

  Waiting(Ticket ticket, long nowMs, long round) {
    this.ticket = ticket;
    this.peer = ticket.seat().peer();
    this.sinceMs = nowMs - ticket.waitedMs();
    this.sinceRound = round;
  }

  boolean avoids(Waiting other) {
    return ticket.avoid().contains(other.peer);
  }

  Shared sharedWith(Waiting other) {
    return new Shared(
        common(ticket.languages(), other.ticket.languages()),
        common(ticket.interests(), other.ticket.interests()));
  }

  private static List<String> common(List<String> ours, List<String> theirs) {
    var common = new ArrayList<>(ours);
    common.retainAll(theirs);
    return List.copyOf(common);
  }
}

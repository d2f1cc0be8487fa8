package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Anew;
import dropchat.cluster.BusMessage.Announcement;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.BusMessage.Withdrawal;
import dropchat.cluster.Seat;

/**
 * What the matchmaker should know of one node by now, as a count and a sum: enough for it to notice
 * that something was lost.
 */
final class OpenTickets {

  private final Effects effects;
  private int count;
  private long digest;

  OpenTickets(Effects effects) {
    this.effects = effects;
  }

  void add(Ticket ticket) {
    count++;
    digest += ticket.seat().digest();
    effects.toMatchmaker(ticket);
  }

  void withdraw(Seat seat) {
    count--;
    digest -= seat.digest();
    effects.toMatchmaker(new Withdrawal(seat));
  }

  void announce(int sockets) {
    effects.toMatchmaker(new Announcement(sockets, count, digest));
  }

  /** All that was told is void: it is told again. */
  void anew() {
    count = 0;
    digest = 0;
    effects.toMatchmaker(new Anew());
  }
}

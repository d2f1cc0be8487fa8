package dropchat.bench.micro;

import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Seat;
import java.util.List;

/** Tickets of invented people. */
final class Tickets {

  private static final long NODE = 0x5eed00L;

  private Tickets() {}

  /** Who wants what nobody else wants. */
  static Ticket picky(int socket) {
    return ticket(socket, "interest " + socket);
  }

  static Ticket ticket(int socket, String interest) {
    var seat = new Seat(NODE | 1 + socket % 4, socket, 1);
    return new Ticket(seat, List.of("en"), List.of(interest), List.of(), 0);
  }
}

package dropchat.matchmaker.line;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.Peer;
import dropchat.cluster.Seat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The line against a plain reading of the rules, on random tickets, withdrawals and times. */
class WaitingLineProperties {

  private static final Widening WIDENING = new Widening(3_000, 8_000);

  private record Waiter(Ticket ticket, long sinceMs) {}

  @Property(tries = 300)
  void aRoundPairsOnlyWhoMayMeetAndLeavesNoTwoWhoCould(@ForAll long seed) {
    var random = new Random(seed);
    var line = new WaitingLine(WIDENING, random);
    Map<Seat, Waiter> waiting = new HashMap<>();
    long now = 0;
    for (int step = 0; step < 60; step++) {
      now += random.nextInt(1_500);
      for (int i = random.nextInt(6); i > 0; i--) {
        var ticket =
            ticket(random, step * 10L + i, waiting.keySet().stream().map(Seat::peer).toList());
        waiting.put(ticket.seat(), new Waiter(ticket, now));
        line.offer(ticket, now);
      }
      if (!waiting.isEmpty() && random.nextInt(4) == 0) {
        var leaver = waiting.keySet().iterator().next();
        waiting.remove(leaver);
        line.withdraw(leaver);
      }
      for (var match : line.round(now)) {
        var host = waiting.remove(match.host());
        var guest = waiting.remove(match.guest());
        assertThat(mayMeet(host, guest, now, 0)).isTrue();
        line.withdraw(match.host());
        line.withdraw(match.guest());
      }
      assertNoTwoCouldMeet(waiting, now);
    }
  }

  private static void assertNoTwoCouldMeet(Map<Seat, Waiter> waiting, long now) {
    var all = new ArrayList<>(waiting.values());
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        // widening happens in steps of 50 ms
        assertThat(mayMeet(all.get(i), all.get(j), now, 50)).isFalse();
      }
    }
  }

  private static boolean mayMeet(Waiter a, Waiter b, long now, long late) {
    int width = Math.min(width(a, now - late), width(b, now - late));
    boolean avoided =
        a.ticket.avoid().contains(b.ticket.seat().peer())
            || b.ticket.avoid().contains(a.ticket.seat().peer());
    return !avoided
        && (width >= 1 || fits(a.ticket.interests(), b.ticket.interests()))
        && (width >= 2 || fits(a.ticket.languages(), b.ticket.languages()));
  }

  private static int width(Waiter waiter, long now) {
    long waited = now - waiter.sinceMs;
    return waited >= 8_000 ? 2 : waited >= 3_000 ? 1 : 0;
  }

  private static boolean fits(List<String> ours, List<String> theirs) {
    return ours.isEmpty() || theirs.isEmpty() || !Collections.disjoint(ours, theirs);
  }

  private static Ticket ticket(Random random, long socket, List<Peer> others) {
    var avoid = new ArrayList<Peer>();
    for (var other : others) {
      if (random.nextInt(3) == 0) {
        avoid.add(other);
      }
    }
    return new Ticket(
        new Seat(random.nextInt(3), socket, 1),
        some(random, "de", "en", "fr", "pt"),
        some(random, "chess", "tea", "rain"),
        avoid.subList(0, Math.min(8, avoid.size())),
        0);
  }

  private static List<String> some(Random random, String... words) {
    var chosen = new ArrayList<>(List.of(words));
    chosen.removeIf(word -> random.nextInt(3) > 0);
    return chosen;
  }
}

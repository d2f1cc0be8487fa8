package dropchat.processes;

import java.util.List;

/**
 * People who meet, exchange signals of all sizes there are, and talk; and others who join and leave
 * again. So buffers of all sizes are used again.
 */
final class OtherTalks {

  static final int COUNT = 10;

  /** Of each size. */
  private static final int SIGNALS = 40;

  private static final int JOINS = 200;

  private static final List<Integer> SIZES =
      List.of(
          40, 70, 100, 150, 200, 270, 350, 430, 500, 580, 660, 780, 900, 1_200, 1_600, 2_000, 3_000,
          6_000, 16_000);

  private OtherTalks() {}

  static void at(Members cluster) {
    for (int i = 0; i < COUNT; i++) {
      var pair = cluster.pairAt(cluster.node(i % 2), cluster.node(1 - i % 2));
      exchange(pair);
      hesitate(cluster.guestAt(cluster.node(i % 2)));
      for (var guest : List.of(pair.ada(), pair.bob())) {
        guest.say("connected");
        guest.expectHandled();
        guest.close();
      }
    }
  }

  private static void exchange(Pair pair) {
    for (int i = 0; i < SIGNALS; i++) {
      for (int size : SIZES) {
        pair.ada().signal("a".repeat(size));
        pair.bob().signal("b".repeat(size));
      }
    }
    pair.ada().awaitSignals(SIGNALS * SIZES.size());
    pair.bob().awaitSignals(SIGNALS * SIZES.size());
  }

  private static void hesitate(Guest guest) {
    for (int i = 0; i < JOINS; i++) {
      guest.joinLiking("\uD83D\uDEF6".repeat(1 + i % 32)); // four bytes each
      guest.say("leave");
    }
    guest.close();
  }
}

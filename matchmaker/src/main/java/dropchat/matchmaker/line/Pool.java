package dropchat.matchmaker.line;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Waiting peers that answer to one key, oldest listing first. All operations but a long run of
 * refusals are O(1).
 */
final class Pool {

  /** One peer's place in one pool: an entry of a doubly linked list, so it can leave in O(1). */
  static final class Listing {
    final Waiting waiting;
    final Pool pool;
    private Listing before;
    private Listing behind;

    private Listing(Waiting waiting, Pool pool) {
      this.waiting = waiting;
      this.pool = pool;
    }

    void leave() {
      pool.unlink(this);
    }
  }

  /** A choice is made among this many of the oldest. */
  private static final int CHOICE = 8;

  final Object key;
  private Listing oldest;
  private Listing youngest;

  Pool(Object key) {
    this.key = key;
  }

  boolean isEmpty() {
    return oldest == null;
  }

  Listing list(Waiting waiting) {
    var listing = new Listing(waiting, this);
    listing.before = youngest;
    if (youngest == null) {
      oldest = listing;
    } else {
      youngest.behind = listing;
    }
    youngest = listing;
    return listing;
  }

  void forEach(Consumer<Waiting> action) {
    for (var at = oldest; at != null; at = at.behind) {
      action.accept(at.waiting);
    }
  }

  /**
   * Somebody acceptable: the oldest if that one is overdue, else one of the {@value #CHOICE} oldest
   * at random, so that joining right behind somebody does not mean meeting them. Null if nobody is.
   */
  Waiting choose(
      Predicate<Waiting> acceptable, Predicate<Waiting> overdue, RandomGenerator random) {
    Waiting chosen = null;
    int seen = 0;
    for (var at = oldest; at != null && seen < CHOICE; at = at.behind) {
      if (!acceptable.test(at.waiting)) {
        continue;
      }
      if (seen == 0 && overdue.test(at.waiting)) {
        return at.waiting;
      }
      if (random.nextInt(++seen) == 0) {
        chosen = at.waiting;
      }
    }
    return chosen;
  }

  private void unlink(Listing listing) {
    if (listing.before == null) {
      oldest = listing.behind;
    } else {
      listing.before.behind = listing.behind;
    }
    if (listing.behind == null) {
      youngest = listing.before;
    } else {
      listing.behind.before = listing.before;
    }
  }
}

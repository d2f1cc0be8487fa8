package dropchat.matchmaker.line;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Finds a partner without looking at the line. Everybody is listed under each key that a fitting
 * partner would look up, and looks up each key under which fitting partners are listed.
 *
 * <p>There are three kinds of key, one for each width that a pair can meet at: (language,
 * interest), (language), (). Somebody of width w is listed under the kinds 0..w and looks up the
 * kinds 0..w, so two find each other by kind k exactly if both have width k or more: both sides'
 * width allows it. An empty list fits every list: such a peer is listed under {@link #NONE} where
 * everybody looks, and looks under {@link #ANY} where everybody is listed.
 */
final class Directory {

  // neither can be an interest: those are trimmed and not empty
  private static final String NONE = "";
  private static final String ANY = " ";

  private record Key(int kind, String language, String interest) {}

  private final Map<Key, Pool> pools = new HashMap<>();

  /** Lists somebody up to this width; what is listed already stays. */
  void list(Waiting waiting, int width) {
    var ticket = waiting.ticket;
    for (int kind = waiting.listedWidth + 1; kind <= width; kind++) {
      for (var key : keys(kind, shown(ticket.languages()), shown(ticket.interests()))) {
        waiting.listings.add(pools.computeIfAbsent(key, Pool::new).list(waiting));
      }
    }
    waiting.listedWidth = width;
  }

  void unlist(Waiting waiting) {
    for (var listing : waiting.listings) {
      listing.leave();
      if (listing.pool.isEmpty()) {
        pools.remove(listing.pool.key);
      }
    }
    waiting.listings.clear();
    waiting.listedWidth = -1;
  }

  /** The closest fit first: language and interest, then language, then anybody. Null if none. */
  Waiting partnerOf(
      Waiting seeker,
      int width,
      Predicate<Waiting> acceptable,
      Predicate<Waiting> overdue,
      RandomGenerator random) {
    var ticket = seeker.ticket;
    for (int kind = 0; kind <= width; kind++) {
      for (var key : keys(kind, sought(ticket.languages()), sought(ticket.interests()))) {
        var pool = pools.get(key);
        var found = pool == null ? null : pool.choose(acceptable, overdue, random);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** How many pools there are: none without anybody listed. */
  int size() {
    return pools.size();
  }

  private static List<Key> keys(int kind, List<String> languages, List<String> interests) {
    var keys = new ArrayList<Key>();
    for (var language : kind <= 1 ? languages : List.of(ANY)) {
      for (var interest : kind == 0 ? interests : List.of(ANY)) {
        keys.add(new Key(kind, language, interest));
      }
    }
    return keys;
  }

  private static List<String> shown(List<String> own) {
    return own.isEmpty() ? List.of(NONE, ANY) : with(own, ANY);
  }

  private static List<String> sought(List<String> own) {
    return own.isEmpty() ? List.of(ANY) : with(own, NONE);
  }

  private static List<String> with(List<String> own, String last) {
    var all = new ArrayList<>(own);
    all.add(last);
    return all;
  }
}

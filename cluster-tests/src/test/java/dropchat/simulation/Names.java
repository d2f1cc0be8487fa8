package dropchat.simulation;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Short names: A is a process, A1 its first node, A1:7 a socket there, A1:7@3 its seat. */
final class Names {

  private static final Pattern SEAT =
      Pattern.compile("Seat\\[node=(\\d+), socket=(\\d+), epoch=(\\d+)]");
  private static final Pattern PEER = Pattern.compile("Peer\\[node=(\\d+), socket=(\\d+)]");
  private static final Pattern NODE = Pattern.compile("node=(\\d+)");
  private static final Pattern BYTES = Pattern.compile("bytes=\\[B@[0-9a-f]+");

  private Names() {}

  /** Of a process (whose matchmaker has the same address), or of a node. */
  static String of(long id) {
    long process = (id >> 8) - 1;
    var letter = (char) ('A' + process % 26) + (process < 26 ? "" : "" + process / 26);
    return (id & 0xff) == 0 ? letter : letter + (id & 0xff);
  }

  /** The same text with every seat, peer and node by its name. */
  static String in(String text) {
    text = replace(SEAT, text, m -> name(m) + ":" + m.group(2) + "@" + m.group(3));
    text = replace(PEER, text, m -> name(m) + ":" + m.group(2));
    text = replace(NODE, text, m -> "node=" + name(m));
    return replace(BYTES, text, m -> "bytes");
  }

  private static String name(MatchResult match) {
    return of(Long.parseLong(match.group(1)));
  }

  private static String replace(Pattern what, String text, Function<MatchResult, String> by) {
    return what.matcher(text).replaceAll(by);
  }
}

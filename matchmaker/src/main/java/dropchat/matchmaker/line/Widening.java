package dropchat.matchmaker.line;

import java.util.ArrayList;
import java.util.List;

/**
 * When a waiting peer becomes less choosy.
 *
 * @param languageOnlyMs from here on a shared interest is no longer asked for
 * @param anybodyMs from here on a shared language is not either
 */
public record Widening(long languageOnlyMs, long anybodyMs) {

  /** The last width: anybody will do. */
  static final int ANYBODY = 2;

  /** 0: language and interest, 1: language, 2: anybody. */
  int widthAfter(long waitedMs) {
    return waitedMs >= anybodyMs ? ANYBODY : waitedMs >= languageOnlyMs ? 1 : 0;
  }

  /** How long somebody of this width has waited when the next one is reached. */
  long nextAfter(int width) {
    return width == 0 ? languageOnlyMs : anybodyMs;
  }

  /**
   * The seconds left to each widening that changes anything for this peer: letting go of interests
   * it has, letting go of languages it has. None is left for somebody with two empty lists.
   */
  public List<Double> secondsLeft(List<String> languages, List<String> interests, long waitedMs) {
    var left = new ArrayList<Double>();
    if (!interests.isEmpty() && waitedMs < languageOnlyMs) {
      left.add((languageOnlyMs - waitedMs) / 1000.0);
    }
    if (!languages.isEmpty() && waitedMs < anybodyMs) {
      left.add((anybodyMs - waitedMs) / 1000.0);
    }
    return List.copyOf(left);
  }
}

package dropchat.signaling.session;

import dropchat.matchmaker.Matchmaker;

/** A matchmaker that may lead a node, as that node hears it. Steady milliseconds. */
final class Candidate {

  static final long NEVER = Long.MIN_VALUE / 2;

  final long process;
  private final long cameAtMs;

  /** Read on other threads, too. */
  volatile long answeredAtMs;

  /** When it said last that some node cannot reach an older one. */
  long detourAtMs = NEVER;

  Candidate(long process, long cameAtMs, long answeredAtMs) {
    this.process = process;
    this.cameAtMs = cameAtMs;
    this.answeredAtMs = answeredAtMs;
  }

  long silentForMs(long nowMs) {
    return nowMs - Math.max(cameAtMs, answeredAtMs);
  }

  boolean answers(long nowMs) {
    return nowMs - answeredAtMs <= Matchmaker.PATIENCE_MS;
  }

  boolean isDetour(long nowMs) {
    return answers(nowMs) && nowMs - detourAtMs <= Matchmaker.PATIENCE_MS;
  }
}

package dropchat.signaling.gateway;

/**
 * What one socket, one address, one process may take up. A rate is so many a second, with a burst
 * on top of none.
 *
 * @param pingSeconds between two pings; who answers none of two is gone
 */
public record Limits(
    int socketsPerAddress,
    Rate connectsPerAddress,
    int socketsPerNode,
    Rate controls,
    Rate signals,
    Rate signalBytes,
    int unsentBytes,
    int pingSeconds) {

  /**
   * @param perSecond refilled evenly
   * @param burst how much may come at once
   */
  public record Rate(long perSecond, long burst) {}

  /** Bytes of UTF-8 in one text message. */
  static final int TEXT_BYTES = 4 * 1024;

  /** Bytes in one binary message. */
  static final int SIGNAL_BYTES = 16 * 1024;

  /** What the decoder lets through at all. */
  public static final int LARGEST_FRAME = SIGNAL_BYTES;
}

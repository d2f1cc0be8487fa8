package dropchat.signaling.session;

import java.net.InetAddress;
import java.time.Duration;

/** What a session asks about an address. */
public interface Abuse {

  /** While this number stays the same, so does every address' handle. It counts up from 0. */
  int era();

  /** Today's abuse handle, 24 bits. A keyed hash: not for free. */
  int handle(InetAddress address);

  /**
   * How long this address may not join; zero if it may.
   *
   * @param handle its handle of today
   */
  Duration cooldown(InetAddress address, int handle);
}

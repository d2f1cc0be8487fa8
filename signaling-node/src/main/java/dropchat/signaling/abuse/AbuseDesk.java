package dropchat.signaling.abuse;

import dropchat.signaling.session.Abuse;
import java.net.InetAddress;
import java.time.Duration;

/** Answers a session's questions out of the ledger. Thread safe. */
public record AbuseDesk(Handles handles, Ledger ledger) implements Abuse {

  @Override
  public int era() {
    return handles.era();
  }

  @Override
  public int handle(InetAddress address) {
    return handles.today(address);
  }

  /** Under yesterday's handle too: midnight forgives nothing. */
  @Override
  public Duration cooldown(InetAddress address, int handle) {
    if (ledger.isEmpty()) {
      return Duration.ZERO;
    }
    var today = ledger.cooldown(handle);
    return today.isPositive() ? today : ledger.cooldown(handles.yesterday(address));
  }
}

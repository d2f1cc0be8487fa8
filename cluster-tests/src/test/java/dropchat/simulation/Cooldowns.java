package dropchat.simulation;

import dropchat.signaling.session.Abuse;
import java.net.InetAddress;
import java.time.Duration;

/** One report is enough here, for a short while. */
record Cooldowns(Simulation world) implements Abuse {

  @Override
  public int era() {
    return 0;
  }

  @Override
  public int handle(InetAddress address) {
    return address.hashCode() & 0xffffff;
  }

  @Override
  public Duration cooldown(InetAddress address, int handle) {
    return Duration.ofMillis(world.coolDownLeftMs(handle));
  }
}

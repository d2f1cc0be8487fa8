package dropchat.signaling.gateway;

import io.github.bucket4j.Bucket;
import java.util.Map;

/** What one socket may still send. For one event loop. */
final class Allowances {

  private final Limits limits;
  private final Bucket controls;
  private final Bucket signals;
  private final Bucket signalBytes;

  Allowances(Limits limits) {
    this.limits = limits;
    this.controls = Allowance.forSocket(limits.controls());
    this.signals = Allowance.forSocket(limits.signals());
    this.signalBytes = Allowance.forSocket(limits.signalBytes());
  }

  /** A text frame, a part of a signal, a ping or a pong; whether there was one left. */
  boolean takeControl() {
    return controls.tryConsume(1);
  }

  boolean takeSignal(int bytes) {
    return signals.tryConsume(1) && (bytes == 0 || signalBytes.tryConsume(bytes));
  }

  /** All that is kept here, by name. */
  Map<String, Object> held() {
    return Map.of(
        "controlsSpent", Allowance.spent(controls, limits.controls()),
        "signalsSpent", Allowance.spent(signals, limits.signals()),
        "signalBytesSpent", Allowance.spent(signalBytes, limits.signalBytes()));
  }
}

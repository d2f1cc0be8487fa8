package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs the pair of {@link BesideHonestPair}. One per class, and a class may take no longer than a pairing lives. */
final class HonestPair implements BeforeAllCallback, AfterAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(HonestPair.class);
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  @Override
  public void beforeAll(ExtensionContext context) {
    var node = Nodes.of(context);
    var exchange =
        new Exchange(
            Pair.of(
                Peer.open(node, Loopback.fresh()), Peer.open(node, Loopback.fresh())));
    context.getStore(NAMESPACE).put(Exchange.class, exchange);
    exchange.start();
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    context.getStore(NAMESPACE).remove(Exchange.class, Exchange.class).end();
  }

  private static final class Exchange extends Thread {

    private final Pair pair;
    private volatile boolean over;
    private int rounds;
    private AssertionError noticed;

    Exchange(Pair pair) {
      this.pair = pair;
    }

    @Override
    public void run() {
      try {
        while (!over) {
          var signal = ByteBuffer.allocate(200).putInt(rounds++).array();
          pair.ada().signal(signal);
          pair.bob().expectSignal(signal);
          pair.bob().signal(signal);
          pair.ada().expectSignal(signal);
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (AssertionError e) {
        noticed = e;
      } catch (RuntimeException e) {
        noticed = new AssertionError(e);
      }
    }

    void end() throws InterruptedException {
      over = true;
      join();
      pair.ada().close();
      pair.bob().close();
      assertThat(noticed).as("what the honest pair noticed after %s rounds", rounds).isNull();
      assertThat(rounds).as("rounds of the honest pair").isPositive();
    }
  }
}

package dropchat.signaling.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dropchat.signaling.abuse.Handles;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the sockets of this process, in all and per address (IPv4, or IPv6 /64), and how fast new
 * ones come. An address is known while it has a socket, and for as long as its connect rate needs.
 * Thread safe.
 */
public final class Crowd {

  /** Whether one more socket may come in. */
  enum Entry {
    WELCOME,
    ADDRESS_HAS_TOO_MANY,
    ADDRESS_COMES_TOO_FAST,
    NODE_IS_FULL
  }

  private static final int STEP = 8;
  private static final int MOST_ADDRESSES = 1 << 17;

  private final Limits limits;
  private final AtomicInteger sockets = new AtomicInteger();
  private final Map<ByteBuffer, Integer> byAddress = new ConcurrentHashMap<>();
  private final Cache<ByteBuffer, Bucket> connects;

  public Crowd(Limits limits) {
    this.limits = limits;
    var rate = limits.connectsPerAddress();
    this.connects =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .scheduler(Scheduler.systemScheduler())
            .maximumSize(MOST_ADDRESSES)
            .expireAfterAccess(Duration.ofSeconds(1 + rate.burst() / rate.perSecond()))
            .build();
  }

  /** Counts the socket if it is welcome: then {@link #leave} is owed. */
  Entry enter(InetAddress address) {
    var key = key(address);
    var connect = connects.get(key, k -> Allowance.forAddress(limits.connectsPerAddress()));
    if (!connect.tryConsume(1)) {
      return Entry.ADDRESS_COMES_TOO_FAST;
    }
    if (sockets.incrementAndGet() > limits.socketsPerNode()) {
      sockets.decrementAndGet();
      return Entry.NODE_IS_FULL;
    }
    if (byAddress.merge(key, 1, Integer::sum) > limits.socketsPerAddress()) {
      leave(address);
      return Entry.ADDRESS_HAS_TOO_MANY;
    }
    return Entry.WELCOME;
  }

  void leave(InetAddress address) {
    sockets.decrementAndGet();
    byAddress.computeIfPresent(key(address), (k, count) -> count == 1 ? null : count - 1);
  }

  /**
   * All that is kept of an address, by name; not to the unit, or whoever shares it, as at home,
   * sees another come and go.
   */
  Map<String, Object> held(InetAddress address) {
    var connect = connects.getIfPresent(key(address));
    return Map.of(
        "socketsOfAddress",
        coarse(byAddress.getOrDefault(key(address), 0)),
        "connectsSpentOfAddress",
        coarse(connect == null ? 0 : Allowance.spent(connect, limits.connectsPerAddress())));
  }

  private static String coarse(long count) {
    long from = count / STEP * STEP;
    return from + "-" + (from + STEP - 1);
  }

  private static ByteBuffer key(InetAddress address) {
    return ByteBuffer.wrap(Handles.network(address));
  }
}

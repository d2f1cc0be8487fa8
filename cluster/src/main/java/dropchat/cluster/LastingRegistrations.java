package dropchat.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vert.x's account of which bus address lives where, repaired after the healing of a split
 * (vert-x3/vertx-hazelcast#109, #164). The younger side's members come back one by one, as new
 * members of Hazelcast but with the same Vert.x nodes, and each may count the others out under
 * their old names only then: which takes from the merged account what these have just put there.
 */
final class LastingRegistrations extends HazelcastClusterManager {

  private static final String NODE = "__vertx.nodeId";

  /** After a merge: a guess at when the others are back, too, and what they did wrong is done. */
  private static final int[] AGAIN_AFTER_SECONDS = {1, 2, 4, 8};

  private final AtomicBoolean renewing = new AtomicBoolean();

  /** At our own registrations, under way. */
  private final AtomicInteger looks = new AtomicInteger();

  LastingRegistrations(Config config) {
    super(config);
  }

  @Override
  public void memberRemoved(MembershipEvent event) {
    if (!isActive() || !getNodes().contains(event.getMember().getAttribute(NODE))) {
      super.memberRemoved(event);
    }
  }

  /**
   * Vert.x puts its own registrations there anew when told of a merge, which may be repeated.
   *
   * <p>It is told of nothing else. Hazelcast cannot begin a merge until all have listened, Vert.x
   * does not listen while it counts out a member, and that waits for an answer of who is beginning
   * to merge, too: this process would stay alone for a minute or more.
   */
  @Override
  public void stateChanged(LifecycleEvent event) {
    if (event.getState() == LifecycleState.MERGED) {
      super.stateChanged(event);
      for (int seconds : AGAIN_AFTER_SECONDS) {
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
            .execute(() -> super.stateChanged(event));
      }
    }
  }

  /**
   * Where one of these is not known to be this process' any more, or it is not known where that is,
   * all that it has is put there.
   * Looks once at a time: a look takes a thread, which Hazelcast may keep for seconds.
   */
  void keep(List<String> addresses) {
    if (!looks.compareAndSet(0, addresses.size() + 1)) {
      return;
    }
    getNodeInfo(
        getNodeId(),
        (found, missing) -> {
          looks.decrementAndGet();
          if (missing != null) {
            renew();
          }
        });
    for (var address : addresses) {
      getRegistrations(
          address,
          (found, failed) -> {
            looks.decrementAndGet();
            if (failed == null && found.stream().noneMatch(this::isOurs)) {
              renew();
            }
          });
    }
  }

  private boolean isOurs(RegistrationInfo registration) {
    return registration.nodeId().equals(getNodeId());
  }

  /** Puts there what this process has registered, where it is missing. Never twice at a time. */
  void renew() {
    if (renewing.compareAndSet(false, true)) {
      var asIfMerged = new LifecycleEvent(LifecycleState.MERGED);
      CompletableFuture.runAsync(() -> super.stateChanged(asIfMerged))
          .whenComplete((done, failed) -> renewing.set(false));
    }
  }
}

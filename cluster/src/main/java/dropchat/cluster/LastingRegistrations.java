package dropchat.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.config.Config;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Vert.x's account of which bus address lives where, repaired after the healing of a split
 * (vert-x3/vertx-hazelcast#109, #164). The younger side's members come back one by one, as new
 * members of Hazelcast but with the same Vert.x nodes, and each may count the others out under
 * their old names only then: which takes from the merged account what these have just put there.
 */
final class LastingRegistrations extends HazelcastClusterManager {

  private static final String NODE = "__vertx.nodeId";

  /** After a merge: at once, and when by a guess the others are back and have done it wrong. */
  private static final int[] AFTER_SECONDS = {0, 1, 2, 4, 8};

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
   * <p>Never on the thread that tells of it: Hazelcast cannot go on with its merge until all have
   * listened, Vert.x does not listen while it counts out a member, and that waits for an answer of
   * who has begun to merge, too. This process would stay alone for a minute or more.
   */
  @Override
  public void stateChanged(LifecycleEvent event) {
    if (event.getState() == LifecycleState.MERGED) {
      for (int seconds : AFTER_SECONDS) {
        CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
            .execute(() -> super.stateChanged(event));
      }
    }
  }
}

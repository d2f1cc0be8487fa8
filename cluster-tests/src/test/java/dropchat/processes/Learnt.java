package dropchat.processes;

import java.nio.file.Path;
import java.util.List;

/**
 * What the JVM learns from one start and one stop of the jar (JEP 483, JEP 515), as the image has
 * it: each of the hundred starts of these tests takes a third of the time. Made once, by the first.
 */
final class Learnt {

  private static final String CACHE = Path.of("target", "dropchat.aot").toAbsolutePath().toString();

  private Learnt() {}

  private static final class Once {
    static final String OPTION = learn();
  }

  /** For the virtual machine. */
  static String option() {
    return Once.OPTION;
  }

  private static String learn() {
    var seed = Host.LOOPBACK.clusterAddress(Host.freePort());
    var one = new Member(Host.LOOPBACK, Members.BOTH, List.of("-Xlog:aot=error"));
    try {
      one.launch(seed, "-XX:AOTCacheOutput=" + CACHE);
      one.awaitReady();
      one.stop();
      one.awaitEnd(Member.START);
    } finally {
      one.kill();
    }
    return "-XX:AOTCache=" + CACHE;
  }
}

package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/**
 * What the JVM learns while a process joins another one and leaves it (JEP 483, JEP 515), much as
 * the image has it: each of the hundred starts of these tests takes a third of the time. Made once,
 * by the first.
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
    var first = new Member(Host.LOOPBACK, Members.BOTH, List.of());
    var second = new Member(Host.LOOPBACK, Members.BOTH, List.of("-Xlog:aot=error"));
    var seed = first.host.clusterAddress(first.clusterPort);
    first.launch(seed, "-XX:AOTMode=off");
    try {
      first.awaitReady();
      second.launch(seed, "-XX:AOTCacheOutput=" + CACHE);
      try {
        second.awaitReady();
        second.stop();
        assertThat(second.awaitEnd(Member.START)).isZero();
        assertThat(second.log()).contains("one of 2");
      } finally {
        second.kill();
      }
    } finally {
      first.kill();
    }
    return "-XX:AOTCache=" + CACHE;
  }
}

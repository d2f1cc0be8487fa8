package dropchat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a JVM learns while it joins another one and serves a crowd with it makes later starts quick
 * (JEP 483, JEP 515). It is only good for this very JVM, its options, and the jar by this path.
 */
@Command(
    name = "train",
    description = "Writes an AOT cache: what a process has learnt that joins another and serves.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  /** That can write a cache in one go (JEP 514). */
  private static final int JAVA = 25;

  // Two hundred cycles: of thousands, all is compiled at the next start before anybody needs it.
  private static final int CLIENTS = 50;
  private static final int RATE = 30;
  private static final int SECONDS = 7;

  @Mixin private LineupOptions options;

  @Option(
      names = "--cache",
      required = true,
      description = "the file to write; one that is there is replaced")
  private Path cache;

  @Override
  public Integer call() throws Exception {
    train(options, cache);
    return 0;
  }

  /**
   * @throws IllegalStateException if there is no cache afterwards, or of something else
   */
  static void train(LineupOptions options, Path cache) throws IOException, InterruptedException {
    int java = Runtime.version().feature();
    if (java < JAVA) {
      throw new IllegalStateException(
          "an AOT cache takes Java " + JAVA + ", and this is " + java + ": set JAVA_HOME");
    }
    Files.deleteIfExists(cache);
    try (var first = Started.inCluster(options, "-XX:AOTMode=off", Started.FIRST);
        var learning =
            Started.inCluster(options, "-XX:AOTCacheOutput=" + cache, Started.SECOND)) {
      meet();
      learning.stop(); // and writes
      first.stop();
      if (!Files.exists(cache)) {
        throw new IllegalStateException("no " + cache + " was written: see " + learning.log());
      }
    }
  }

  /** One at each of the two, every time. */
  private static void meet() throws IOException, InterruptedException {
    var urls =
        List.of("ws://127.0.0.1:" + Started.FIRST, "ws://127.0.0.1:" + Started.SECOND);
    var place = new Crowd.Place(urls, Dialect.DROPCHAT, Pairs.SPLIT);
    try (var load = Load.open(place, CLIENTS, new Processes(List.of()))) {
      var report = load.run(RATE, 0, SECONDS);
      if (report.errors() > 0 || report.counts().cycles() == 0) {
        throw new IllegalStateException("the crowd did not meet:\n" + report.table());
      }
    }
  }
}

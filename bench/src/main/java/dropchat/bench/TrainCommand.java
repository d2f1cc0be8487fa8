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

  /** More would be compiled at the next start, too, before anybody needs it. */
  private static final int RATE = 30;

  private static final int CLIENTS = 50;
  private static final int SECONDS = 7;

  @Mixin private LineupOptions options;

  @Option(names = "--cache", required = true, description = "the file")
  private Path cache;

  @Override
  public Integer call() throws Exception {
    train(options, cache);
    return 0;
  }

  static void train(LineupOptions options, Path cache) throws IOException, InterruptedException {
    Files.deleteIfExists(cache);
    var first = Started.inCluster(options, "-XX:AOTMode=off", Started.FIRST);
    try {
      var learning =
          Started.inCluster(options, "-XX:AOTCacheOutput=" + cache, Started.SECOND);
      try {
        new Load(both(), CLIENTS, RATE, new Processes(List.of())).run(0, SECONDS);
      } finally {
        learning.stop();
      }
    } finally {
      first.stop();
    }
    if (!Files.exists(cache)) { // it is written at its process' end
      throw new IOException("no " + cache + " was written: see start.log");
    }
  }

  private static Crowd.Place both() {
    var urls =
        List.of("ws://127.0.0.1:" + Started.FIRST, "ws://127.0.0.1:" + Started.SECOND);
    return new Crowd.Place(urls, Dialect.DROPCHAT, false);
  }
}

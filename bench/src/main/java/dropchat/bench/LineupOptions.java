package dropchat.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where to find what is measured. */
final class LineupOptions {

  @Option(
      names = "--server",
      defaultValue = "signaling-node/target/dropchat.jar",
      description = "DropChat's jar (${DEFAULT-VALUE})")
  private Path jar;

  @Option(
      names = "--jvm-options",
      defaultValue = "config/jvm.options",
      description = "its java argument file (${DEFAULT-VALUE})")
  private Path options;

  @Option(
      names = "--rivals",
      defaultValue = "bench/rivals",
      description = "folder of the others' servers (${DEFAULT-VALUE})")
  private Path rivals;

  @Option(
      names = "--results",
      defaultValue = "bench/target/results",
      description = "folder for what is found (${DEFAULT-VALUE})")
  private Path results;

  /** The servers run on the Java that runs this. */
  Lineup lineup() {
    return new Lineup(
        Path.of(System.getProperty("java.home"), "bin", "java"), options, jar, rivals);
  }

  Path results() {
    return results;
  }

  /** The exit code of who has measured: 1 if something failed meanwhile. */
  int outcome(long errors) {
    if (errors > 0) {
      System.err.printf("%n%d errors: see the servers' logs in %s%n", errors, results);
    }
    return errors == 0 ? 0 : 1;
  }
}

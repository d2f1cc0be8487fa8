package dropchat.bench;

import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The parts by themselves, without a network: nanoseconds and bytes allocated for each operation.
 */
@Command(
    name = "micro",
    description = "JMH: the waiting line, parsing, the bus's codec, tokens, the relay path.",
    mixinStandardHelpOptions = true)
final class MicroCommand implements Callable<Integer> {

  @Mixin private LineupOptions options;

  @Option(
      names = "--include",
      defaultValue = "dropchat\\.bench\\.micro",
      description = "a regular expression (all)")
  private String include;

  @Option(
      names = "--iterations",
      defaultValue = "5",
      description =
          "of a fifth of a second each, of which the quickest counts: what else the machine does"
              + " only adds (${DEFAULT-VALUE})")
  private int iterations;

  @Mixin private Allowed allowed;

  @Override
  public Integer call() throws Exception {
    allowed.atLeast(1, "--iterations", iterations);
    Files.createDirectories(options.results());
    var jmh =
        new OptionsBuilder()
            .include(include)
            .forks(1)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(500))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(200))
            .addProfiler(GCProfiler.class)
            // a small young generation: the page faults of its first filling are not measured
            .jvmArgs(
                "--sun-misc-unsafe-memory-access=allow",
                // fills a line with a million sooner than Serial does; operations cost the same
                "-XX:+UseParallelGC",
                // as config/jvm.options has them
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseTransparentHugePages",
                "-Xmx4g",
                "-Xmn64m")
            .resultFormat(ResultFormatType.JSON)
            .result("" + options.results().resolve("micro.json"))
            .output("" + options.results().resolve("micro.log"))
            .build();
    System.err.println("microbenchmarks, for a minute or two");
    var results = new Runner(jmh).run();
    System.out.printf("%n| operation | waiting | ns | bytes allocated |%n|---|---|---|---|%n");
    results.forEach(MicroCommand::print);
    return 0;
  }

  private static void print(RunResult result) {
    var name =
        result
            .getParams()
            .getBenchmark()
            .replaceFirst(".*\\.micro\\.", "")
            .replace("Benchmark.", ".");
    var waiting = result.getParams().getParam("waiting");
    var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %,.0f | %,.0f |%n",
        name,
        waiting == null ? "" : "%,d".formatted(Integer.parseInt(waiting)),
        result.getPrimaryResult().getStatistics().getMin(),
        allocated.getScore());
  }
}

package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Compares ratios with recorded ones, which hold on any machine where microseconds do not: exits
 * with 1 if one is worse by more than allowed.
 */
@Command(
    name = "check",
    description = "Says which ratios of the last measurements are worse than the recorded ones.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Option(names = "--recorded", defaultValue = "bench/recorded", description = "a folder")
  private Path recorded;

  @Option(names = "--found", defaultValue = "bench/target/results", description = "a folder")
  private Path found;

  @Option(names = "--allowed", defaultValue = "15", description = "percent (${DEFAULT-VALUE})")
  private int percent;

  @Mixin private Allowed allowed;

  @Override
  public Integer call() throws IOException {
    allowed.atLeast(0, "--allowed", percent);
    allowed.only(Files.isDirectory(recorded), "--recorded", "a folder of what was recorded");
    var worse = new ArrayList<String>();
    try (var files = Files.list(recorded)) {
      for (var file : files.sorted().toList()) {
        compare(ratios(file), ratios(found.resolve(file.getFileName())), worse);
      }
    }
    worse.forEach(line -> System.err.println("WORSE  " + line));
    return worse.isEmpty() ? 0 : 1;
  }

  private void compare(JsonObject before, JsonObject now, List<String> worse) {
    for (var name : before.fieldNames()) {
      if (!now.containsKey(name)) {
        worse.add("%s: recorded, but not measured".formatted(name));
        continue;
      }
      double was = Spread.from(before.getJsonObject(name)).median();
      var spread = Spread.from(now.getJsonObject(name));
      double change = 100 * (spread.median() / was - 1);
      var line = "%s: %.3f, recorded %.3f (%+.0f %%)".formatted(name, spread.median(), was, change);
      System.out.println(line);
      if (change > percent && spread.min() > was) {
        worse.add(line); // a busy machine spreads them: where it is one is as before at least
      }
    }
  }

  private static JsonObject ratios(Path file) throws IOException {
    return Files.exists(file)
        ? new JsonObject(Files.readString(file)).getJsonObject("ratios")
        : new JsonObject();
  }
}

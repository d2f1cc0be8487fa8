package dropchat.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares ratios with recorded ones, which hold on any machine where microseconds do not: exits
 * with 1 if one is worse by more than allowed.
 */
@Command(
    name = "check",
    description = "Says which ratios of the last comparison are worse than the recorded ones.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Option(names = "--recorded", defaultValue = "bench/recorded.json")
  private Path recorded;

  @Option(names = "--found", defaultValue = "bench/target/results/compare.json")
  private Path found;

  @Option(names = "--allowed", defaultValue = "15", description = "percent (${DEFAULT-VALUE})")
  private int allowed;

  @Override
  public Integer call() throws IOException {
    var before = ratios(recorded);
    var now = ratios(found);
    var worse = new ArrayList<String>();
    for (var name : before.fieldNames()) {
      if (!now.containsKey(name)) {
        worse.add("%s: recorded, but not measured".formatted(name));
        continue;
      }
      double was = Spread.from(before.getJsonObject(name)).median();
      double is = Spread.from(now.getJsonObject(name)).median();
      double change = 100 * (is / was - 1);
      var line = "%s: %.3f, recorded %.3f (%+.0f %%)".formatted(name, is, was, change);
      System.out.println(line);
      double least = Spread.from(now.getJsonObject(name)).min();
      if (change > allowed
          && least > was) { // a busy machine spreads them: then at least one is as before
        worse.add(line);
      }
    }
    worse.forEach(line -> System.err.println("WORSE  " + line));
    return worse.isEmpty() ? 0 : 1;
  }

  private static JsonObject ratios(Path file) throws IOException {
    return new JsonObject(Files.readString(file)).getJsonObject("ratios");
  }
}

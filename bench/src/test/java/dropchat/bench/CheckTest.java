package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckTest {

  @TempDir private Path folder;

  @Test
  void fourteenPercentWorseIsAllowed() throws IOException {
    assertThat(check(Map.of("a", 0.5, "b", 2.0), Map.of("a", 0.57, "b", 1.0))).isZero();
  }

  @Test
  void sixteenPercentWorseIsNot() throws IOException {
    assertThat(check(Map.of("a", 0.5, "b", 2.0), Map.of("a", 0.58, "b", 1.0))).isEqualTo(1);
  }

  @Test
  void whatIsNoLongerMeasuredIsNotEither() throws IOException {
    assertThat(check(Map.of("a", 0.5, "b", 2.0), Map.of("a", 0.5))).isEqualTo(1);
  }

  @Test
  void aFileThatIsMissingIsNotEither() throws IOException {
    write("recorded", Map.of("a", 0.5));
    assertThat(check()).isEqualTo(1);
  }

  @Test
  void oneRoundAsGoodAsBeforeIsEnough() throws IOException {
    write("recorded", Map.of("a", 0.5));
    save("found", Map.of("a", Spread.of(List.of(0.49, 0.7, 0.9))));
    assertThat(check()).isZero();
  }

  @Test
  void worseInEveryRoundIsNot() throws IOException {
    write("recorded", Map.of("a", 0.5));
    save("found", Map.of("a", Spread.of(List.of(0.51, 0.7, 0.9))));
    assertThat(check()).isEqualTo(1);
  }

  private int check(Map<String, Double> recorded, Map<String, Double> found) throws IOException {
    write("recorded", recorded);
    write("found", found);
    return check();
  }

  private int check() {
    return new CommandLine(new CheckCommand())
        .execute(
            "--recorded", "" + folder.resolve("recorded"), "--found", "" + folder.resolve("found"));
  }

  private void write(String name, Map<String, Double> medians) throws IOException {
    var once = new HashMap<String, Spread>();
    medians.forEach((ratio, median) -> once.put(ratio, Spread.of(List.of(median))));
    save(name, once);
  }

  private void save(String name, Map<String, Spread> spreads) throws IOException {
    var ratios = new JsonObject();
    spreads.forEach((ratio, spread) -> ratios.put(ratio, spread.json()));
    Files.createDirectories(folder.resolve(name));
    Files.writeString(
        folder.resolve(name).resolve("compare.json"),
        new JsonObject().put("ratios", ratios).encode());
  }
}

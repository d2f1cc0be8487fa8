package dropchat.bench;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long what is compared is looked at. */
final class RoundsOptions {

  @Option(names = "--clients", defaultValue = "600", description = "so many (${DEFAULT-VALUE})")
  private int clients;

  @Option(names = "--rounds", defaultValue = "3", description = "so many (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "measured, each round (${DEFAULT-VALUE})")
  private int seconds;

  @Mixin private Allowed allowed;

  void check() {
    allowed.atLeast(2, "--clients", clients);
    allowed.atLeast(1, "--rounds", rounds);
    allowed.atLeast(1, "--seconds", seconds);
  }

  int clients() {
    return clients;
  }

  int rounds() {
    return rounds;
  }

  int seconds() {
    return seconds;
  }
}

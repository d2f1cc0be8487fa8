package dropchat.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code java -jar bench.jar load --url ws://…}: what a server, or a whole cluster, carries. */
@Command(
    name = "bench",
    description = "Measures a DropChat server or cluster.",
    subcommands = {
      LoadCommand.class,
      CompareCommand.class,
      CheckCommand.class,
      MemoryCommand.class,
      GrowthCommand.class,
      MicroCommand.class,
      PlotCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).setUsageHelpAutoWidth(true).execute(args));
  }
}

package dropchat.bench;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

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
      StartCommand.class,
      TrainCommand.class,
      PlotCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((wrong, given) -> onMistake(wrong))
        .setExecutionExceptionHandler((wrong, command, given) -> onFailure(wrong, command));
  }

  private static int onMistake(ParameterException wrong) {
    var command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    var line = "bench: %s (%s --help tells the rest)".formatted(wrong.getMessage(), command);
    wrong.getCommandLine().getErr().println(line);
    return 2;
  }

  /** What could not be done, and what was behind it, in a line. */
  private static int onFailure(Exception failure, CommandLine command) throws Exception {
    if (!(failure instanceof IllegalStateException || failure instanceof IOException)) {
      throw failure; // a fault of ours
    }
    var cause = failure.getCause() == null ? "" : ": " + failure.getCause().getMessage();
    command.getErr().println("bench: " + failure.getMessage() + cause);
    return 1;
  }
}

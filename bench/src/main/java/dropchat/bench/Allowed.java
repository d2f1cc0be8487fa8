package dropchat.bench;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Refuses what an option cannot be, by its name, before anything is opened. */
@Command // or picocli takes no class without an option as a mixin
final class Allowed {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  void atLeast(int least, String option, int value) {
    only(value >= least, option, least + " or more");
  }

  void rising(String option, List<Integer> values) {
    var rising = values.stream().filter(value -> value > 0).sorted().distinct().toList();
    only(values.equals(rising), option, "1 or more, and each more than the one before");
  }

  /**
   * @param what is allowed
   */
  void only(boolean allowed, String option, String what) {
    if (!allowed) {
      throw new ParameterException(
          command.commandLine(), option + ": not allowed; allowed: " + what);
    }
  }
}

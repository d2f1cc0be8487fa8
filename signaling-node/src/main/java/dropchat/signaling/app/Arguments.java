package dropchat.signaling.app;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line: {@code --port 8080} or {@code --port=8080}, each setting once, and {@code
 * --config}. Read by hand: picocli's classes are of a format that no AOT cache takes, which costs
 * each start a third of a second.
 */
final class Arguments {

  static final String CONFIG = "--config";

  private static final String HEAD =
      """
      Usage: dropchat [--OPTION VALUE]...
      Anonymous voice chat between strangers: the server that makes the match.
      """;
  private static final String TAIL =
      """

      Each is also an environment variable: --cluster-port is DROPCHAT_CLUSTER_PORT.
      """;

  private Arguments() {}

  static boolean asksForHelp(String[] args) {
    var words = List.of(args);
    return words.contains("--help") || words.contains("-h");
  }

  static void help(PrintStream out) {
    out.println(HEAD);
    tell(out, "-h, --help", "this text");
    tell(out, CONFIG + " FILE", "settings in YAML: cluster: { port: ... }");
    for (var setting : Setting.ALL) {
      var fallback = setting.fallback().isEmpty() ? "" : " (" + setting.fallback() + ")";
      tell(out, setting.option() + " VALUE", setting.meaning() + fallback);
    }
    out.print(TAIL);
  }

  private static void tell(PrintStream out, String option, String meaning) {
    out.println("  " + option + " ".repeat(Math.max(1, 40 - option.length())) + meaning);
  }

  /**
   * The values by their options.
   *
   * @throws InvalidSettingException with one line that names the option, and holds no value
   */
  static Map<String, String> read(String[] args) throws InvalidSettingException {
    var values = new HashMap<String, String>();
    for (int at = 0; at < args.length; at++) {
      var option = option(args[at]);
      if (!isKnown(option)) {
        boolean behindSecret = values.containsKey(Setting.TURN_SECRET.option());
        throw unknown(behindSecret && !option.startsWith("--") ? "word " + (at + 1) : option);
      }
      String value;
      if (option.length() < args[at].length()) {
        value = args[at].substring(option.length() + 1);
      } else if (at + 1 < args.length && !isKnown(option(args[at + 1]))) {
        value = args[++at];
      } else {
        throw new InvalidSettingException(option + ": without a value");
      }
      if (values.put(option, value) != null) {
        throw new InvalidSettingException(option + ": given more than once");
      }
    }
    return values;
  }

  private static String option(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }

  private static boolean isKnown(String option) {
    return option.equals(CONFIG)
        || Setting.ALL.stream().anyMatch(setting -> setting.option().equals(option));
  }

  /** Named as far as it may be a name: the rest may be a secret. */
  private static InvalidSettingException unknown(String option) {
    return new InvalidSettingException(
        option.replaceFirst("(?s)[^\\w .-].*", "") + ": unknown; --help lists what is known");
  }
}

package dropchat.signaling.app;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.HelpFormatter;

/** The command line: each setting as an option, {@code --config} and {@code --help}. */
final class Arguments {

  static final String CONFIG = "--config";

  private static final String HEADER =
      "Anonymous voice chat between strangers: the server that makes the match.";
  private static final String FOOTER =
      "Each is also an environment variable: --cluster-port is DROPCHAT_CLUSTER_PORT.";
  private static final int DASHES = 2;

  private Arguments() {}

  static boolean askForHelp(String[] args) {
    for (var arg : args) {
      if (arg.equals("-h") || arg.equals("--help")) {
        return true;
      }
    }
    return false;
  }

  /** To standard output. */
  static void help() throws IOException {
    HelpFormatter.builder()
        .setShowSince(false)
        .get()
        .printHelp("dropchat [--OPTION VALUE]...", HEADER, options(), FOOTER, false);
  }

  /**
   * The values by their options.
   *
   * @throws InvalidSettingException with a line that names the option, and never its value
   */
  static Map<String, String> read(String[] args) throws InvalidSettingException {
    try {
      var parser = DefaultParser.builder().setAllowPartialMatching(false);
      var line = parser.setStripLeadingAndTrailingQuotes(false).get().parse(options(), args);
      if (!line.getArgList().isEmpty()) {
        throw unknown(line.getArgList().getFirst());
      }
      var values = new HashMap<String, String>();
      for (var option : line.getOptions()) {
        if (values.put(spelled(option), option.getValue()) != null) {
          throw new InvalidSettingException(spelled(option) + ": given more than once");
        }
      }
      return values;
    } catch (UnrecognizedOptionException e) {
      throw unknown(e.getOption().replaceFirst("=.*", ""));
    } catch (MissingArgumentException e) {
      throw new InvalidSettingException(spelled(e.getOption()) + ": without a value");
    } catch (ParseException e) {
      throw new InvalidSettingException("the command line cannot be read; --help tells how");
    }
  }

  private static InvalidSettingException unknown(String what) {
    return new InvalidSettingException(what + ": unknown; --help lists what is known");
  }

  private static Options options() {
    var options = new Options();
    options.addOption(Option.builder("h").longOpt("help").desc("this text").get());
    options.addOption(option(CONFIG, "FILE", "settings in YAML: cluster: { port: … }"));
    for (var setting : Setting.ALL) {
      var fallback = setting.fallback().isEmpty() ? "" : " (" + setting.fallback() + ")";
      options.addOption(option(setting.option(), "VALUE", setting.meaning() + fallback));
    }
    return options;
  }

  private static Option option(String spelled, String value, String meaning) {
    var name = spelled.substring(DASHES);
    return Option.builder().longOpt(name).hasArg().argName(value).desc(meaning).get();
  }

  private static String spelled(Option option) {
    return "--" + option.getLongOpt();
  }
}

package dropchat.signaling.app;

import dropchat.signaling.gateway.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What texts a setting takes, and what it makes of them.
 *
 * @param allowed for people: completes "allowed: …"
 * @param parse throws IllegalArgumentException for what is not allowed
 */
record Kind<T>(String allowed, Function<String, T> parse) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  static Kind<String> text(String allowed) {
    return new Kind<>(allowed, Function.identity());
  }

  /** The path of one; none at all is an empty text. */
  static Kind<String> file(String what) {
    return new Kind<>(
        "a readable " + what + " file",
        text -> {
          require(text.isEmpty() || Files.isReadable(Path.of(text)));
          return text;
        });
  }

  static Kind<Integer> number(int least, int most) {
    return new Kind<>(
        "a whole number from " + least + " to " + most,
        text -> {
          int number = Integer.parseInt(text);
          require(number >= least && number <= most);
          return number;
        });
  }

  static Kind<Duration> duration() {
    return new Kind<>(
        "a number with a unit: 50ms, 10s, 5m, 12h",
        text -> {
          var match = DURATION.matcher(text);
          require(match.matches());
          long number = Long.parseLong(match.group(1));
          return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
          };
        });
  }

  static Kind<String> oneOf(String... values) {
    var all = List.of(values);
    return new Kind<>(
        "one of " + String.join(", ", all),
        text -> {
          require(all.contains(text));
          return text;
        });
  }

  /** Items separated by commas; none at all is an empty list. */
  static <T> Kind<List<T>> listOf(Kind<T> item) {
    return new Kind<>(
        "a comma-separated list, each " + item.allowed(),
        text ->
            text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",")).map(String::strip).map(item.parse()).toList());
  }

  static Kind<String> matching(String allowed, String regex) {
    var pattern = Pattern.compile(regex);
    return new Kind<>(
        allowed,
        text -> {
          require(pattern.matcher(text).matches());
          return text;
        });
  }

  static Kind<Network> network() {
    return new Kind<>(
        "an address with a prefix length: 10.0.0.0/8, fd00::/8, 127.0.0.1/32", Network::new);
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
  }
}

package dropchat.signaling.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Every setting's value: command line over environment over file over default, all checked. */
final class Settings {

  private static final String PREFIX = "DROPCHAT_";
  private static final String SEE_FILE = "; see config/dropchat.yaml";

  private final Map<Setting<?>, Object> values = new HashMap<>();

  private Settings() {}

  static Settings read(String[] args, Map<String, String> environment)
      throws InvalidSettingException {
    var line = Arguments.read(args);
    var variables = variables(environment);
    var file = file(line.getOrDefault(Arguments.CONFIG, variables.get(PREFIX + "CONFIG")));
    var settings = new Settings();
    for (var setting : Setting.ALL) {
      settings.put(setting, line, variables, file);
    }
    return settings;
  }

  <T> T get(Setting<T> setting) {
    @SuppressWarnings("unchecked") // put only with what its own kind has made
    T value = (T) values.get(setting);
    return value;
  }

  private void put(
      Setting<?> setting,
      Map<String, String> line,
      Map<String, String> variables,
      Map<String, String> file)
      throws InvalidSettingException {
    if (line.containsKey(setting.option())) {
      parse(setting, setting.option(), line.get(setting.option()));
    } else if (variables.containsKey(setting.variable())) {
      parse(setting, setting.variable(), variables.get(setting.variable()));
    } else if (file.containsKey(setting.name())) {
      parse(setting, setting.name(), file.get(setting.name()));
    } else {
      parse(setting, setting.name(), setting.fallback());
    }
  }

  private void parse(Setting<?> setting, String spelling, String text)
      throws InvalidSettingException {
    try {
      values.put(setting, setting.kind().parse().apply(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          spelling + ": not allowed; allowed: " + setting.kind().allowed());
    }
  }

  private static Map<String, String> variables(Map<String, String> environment)
      throws InvalidSettingException {
    var known = Setting.ALL.stream().map(Setting::variable).collect(Collectors.toSet());
    known.add(PREFIX + "CONFIG");
    var ours = new HashMap<>(environment);
    ours.keySet().removeIf(name -> !name.startsWith(PREFIX));
    for (var name : ours.keySet()) {
      if (!known.contains(name)) {
        throw new InvalidSettingException(name + ": unknown; --help lists what is known");
      }
    }
    return ours;
  }

  private static Map<String, String> file(String path) throws InvalidSettingException {
    var flat = new HashMap<String, String>();
    if (path == null) {
      return flat;
    }
    try (var in = Files.newBufferedReader(Path.of(path))) {
      var strict = new LoaderOptions();
      strict.setAllowDuplicateKeys(false);
      flatten("", new Yaml(new SafeConstructor(strict)).load(in), flat);
    } catch (IOException e) {
      throw new InvalidSettingException("--config: not a readable file; allowed: a YAML file");
    } catch (YAMLException e) {
      throw new InvalidSettingException("--config: not YAML" + SEE_FILE);
    }
    var known = Setting.ALL.stream().map(Setting::name).collect(Collectors.toSet());
    for (var name : flat.keySet()) {
      if (!known.contains(name)) {
        boolean section = known.stream().anyMatch(setting -> setting.startsWith(name + "."));
        throw new InvalidSettingException(
            name + (section ? ": names settings, and is none" : ": unknown") + SEE_FILE);
      }
    }
    return flat;
  }

  private static void flatten(String name, Object node, Map<String, String> flat) {
    switch (node) {
      case Map<?, ?> map ->
          map.forEach((k, v) -> flatten(name.isEmpty() ? "" + k : name + "." + k, v, flat));
      case List<?> list ->
          flat.put(name, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
      case null -> {
        if (!name.isEmpty()) {
          flat.put(name, "");
        }
      }
      default -> flat.put(name, node.toString());
    }
  }
}

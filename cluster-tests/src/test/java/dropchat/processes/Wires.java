package dropchat.processes;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Hosts with wires between them that can be cut: network namespaces of this machine, numbered from
 * 1, for as long as this is open. What it takes is in {@code wires.py}. Our clients' own wires to
 * the hosts are never cut.
 */
final class Wires implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {

  private final String name = "dc" + ProcessHandle.current().pid() % 1_000_000;
  private final String subnet = "10.213." + ProcessHandle.current().pid() % 256;
  private final int hosts;
  private Process process;
  private BufferedReader answers;
  private Writer commands;

  private final List<Integer> apart;

  private Wires(int hosts, List<Integer> apart) {
    this.hosts = hosts;
    this.apart = apart;
  }

  /** All whole. */
  static Wires of(int hosts) {
    return new Wires(hosts, List.of());
  }

  /** Between these and all others there is nothing from the beginning. */
  static Wires split(int hosts, List<Integer> apart) {
    return new Wires(hosts, apart);
  }

  /** Whether this machine lets us. */
  static boolean allowed() {
    boolean allowed =
        "root".equals(System.getProperty("user.name")) && Files.isWritable(Path.of("/dev/net/tun"));
    if (!allowed) {
      System.out.println("NOT TRIED: faults of the network need root, and /dev/net/tun");
    }
    return allowed;
  }

  List<Host> hosts() {
    return IntStream.rangeClosed(1, hosts)
        .mapToObj(i -> new Host(subnet + "." + i, List.of("ip", "netns", "exec", name + "-" + i)))
        .toList();
  }

  /** One of the fifteen addresses that this machine itself has towards that host. */
  static String machine(String host, int number) {
    return host.substring(0, host.lastIndexOf('.') + 1) + (240 + number);
  }

  /** Nothing passes between these and all other hosts. */
  void split(List<Integer> these) {
    for (int other = 1; other <= hosts; other++) {
      if (!these.contains(other)) {
        for (int one : these) {
          cut(one, other);
          cut(other, one);
        }
      }
    }
  }

  /** Nothing that the one sends reaches the other. */
  void cut(int from, int to) {
    say("cut " + from + " " + to);
  }

  /** Between that host and all others nothing passes but TCP to and from these ports. */
  void only(int host, List<Integer> ports) {
    say("only " + host + " " + ports.stream().map(String::valueOf).collect(joining(" ")));
  }

  /** Between any two hosts. */
  void lag(int milliseconds, int percentLost) {
    say("lag " + milliseconds + " " + percentLost);
  }

  /** All but the lag. */
  void mend() {
    say("mend");
  }

  void heal() {
    say("heal");
  }

  private void say(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitOk();
  }

  private void awaitOk() {
    try {
      var answer = answers.readLine();
      if (!"ok".equals(answer)) {
        throw new AssertionError("no wires: " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var script = Path.of(Wires.class.getResource("wires.py").getPath()).toString();
    process =
        new ProcessBuilder("python3", script, name, subnet, "" + hosts)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader();
    commands = process.outputWriter();
    awaitOk();
    split(apart);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    heal();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
    commands.close();
    process.waitFor();
  }
}

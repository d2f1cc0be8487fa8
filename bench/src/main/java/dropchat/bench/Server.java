package dropchat.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A contestant's processes, started together and ended together. */
final class Server implements AutoCloseable {

  /** Of a Serial heap's two generations, in KiB. */
  private static final Pattern HEAP_USED =
      Pattern.compile("(?i)(?:def ?new|tenured).* used (\\d+)K");

  private static final int PATIENCE_SECONDS = 60;

  private final Contestant contestant;
  private final Path log;
  private final List<Process> started = new CopyOnWriteArrayList<>();

  private Server(Contestant contestant, Path log) {
    this.contestant = contestant;
    this.log = log;
    // whoever ends the measurement ends what it has started
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /**
   * Ready to be spoken to.
   *
   * @param logs folder for what its processes print
   */
  static Server start(Contestant contestant, Path logs) throws IOException, InterruptedException {
    var name = contestant.name().replaceAll("\\W+", "-");
    var server = new Server(contestant, logs.resolve(name + ".log"));
    try {
      for (int port : contestant.ports()) {
        expectFree(port);
      }
      Files.createDirectories(logs);
      Files.deleteIfExists(server.log);
      for (var command : contestant.commands()) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(server.log.toFile()));
        server.started.add(builder.start());
        if (command.getFirst().startsWith("redis")) {
          server.await(contestant.ports().getFirst()); // its clients want it there
        }
      }
      for (int port : contestant.ports()) {
        server.await(port);
      }
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  Contestant contestant() {
    return contestant;
  }

  Processes processes() {
    return new Processes(started.stream().map(Process::pid).toList());
  }

  /** Every process collects its garbage, twice: the second time what the first has let go. */
  void collect() throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      for (var process : started) {
        if (onJvm(process)) {
          jcmd(process, "GC.run");
        } else {
          output("kill", "-USR2", "" + process.pid());
          TimeUnit.SECONDS.sleep(1); // it does so by and by
        }
      }
    }
  }

  /** Bytes in use in the heaps of JVMs: live ones, just after {@link #collect}. */
  long liveHeap() throws IOException, InterruptedException {
    long kilobytes = 0;
    for (var process : started) {
      if (onJvm(process)) {
        kilobytes +=
            HEAP_USED
                .matcher(jcmd(process, "GC.heap_info"))
                .results()
                .mapToLong(used -> Long.parseLong(used.group(1)))
                .sum();
      }
    }
    return kilobytes * 1_024;
  }

  private static boolean onJvm(Process process) {
    return process.info().command().orElse("").endsWith("/java");
  }

  private static String jcmd(Process process, String command)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    return output("" + jcmd, "" + process.pid(), command);
  }

  private static String output(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  private void await(int port) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers(port)) {
      if (System.nanoTime() > deadline || !started.stream().allMatch(Process::isAlive)) {
        throw new IllegalStateException(
            contestant.name() + " does not answer at port " + port + ": see " + log);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /**
   * @throws IllegalStateException if somebody listens there: it would be measured instead
   */
  static void expectFree(int port) {
    if (answers(port)) {
      throw new IllegalStateException("something else runs at port " + port + ": end it");
    }
  }

  static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    for (var process : started.reversed()) { // whoever needs another was started after it
      process.destroyForcibly().onExit().join();
    }
  }
}

package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel is asked what a process does to the disk: every call by which a file could come to be, or change. */
class NothingWrittenTest {

  private static final List<String> TRACER =
      List.of(
          "strace", "-f", "-qq", "-y", "-e", "signal=none", "-e",
          "trace=open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,"
              + "symlink,symlinkat,truncate,ftruncate,mknod,mknodat,io_uring_setup,bind",
          "-o");

  private static final Pattern READING = Pattern.compile(" open\\w*\\(.*O_RDONLY(?!.*O_(CREAT|TRUNC))");

  /** A socket with a path would be a file. */
  private static final Pattern PORT = Pattern.compile(" bind\\(.*AF_(INET6?|NETLINK)");

  /** The rest of a call that another thread came between: what it asks for stands in its first line. */
  private static final Pattern REST = Pattern.compile(" <\\.\\.\\. \\w+ resumed>");

  private static final Pattern FAILED = Pattern.compile(" = -1 E[A-Z]+ ");

  /** No files, although they look like some. */
  private static final Pattern KERNEL = Pattern.compile("\"/(dev/null|dev/tty|proc/\\S*)\"");

  private static final List<Pattern> NO_CHANGE = List.of(READING, KERNEL, PORT, REST);

  @TempDir Path folder;

  @Test
  void fromTheStartThroughAnEveningToTheEndNoFileIsMadeOrChanged() throws Exception {
    var trace = folder.resolve("trace");
    anEvening(traced(trace), false);
    assertThat(changes(trace)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withNothingToWriteToAndNoTmpAnEveningPassesAllTheSameAndNothingIsTried(boolean cluster) throws Exception {
    anEvening(readOnly(), cluster);
    assertThat(attempts(folder.resolve("trace"))).isEmpty();
  }

  @Test
  void theTracerSeesAFileThatIsWritten() throws Exception {
    var trace = folder.resolve("trace");
    write(traced(trace), folder.resolve("file"));

    assertThat(changes(trace)).singleElement().asString().contains("O_CREAT");
  }

  @Test
  void theTracerSeesASocketThatIsAFile() throws Exception {
    var trace = folder.resolve("trace");
    var socket = "import socket; socket.socket(socket.AF_UNIX).bind('" + folder.resolve("socket") + "')";
    run(traced(trace), "python3", "-B", "-c", socket);

    assertThat(changes(trace)).singleElement().asString().contains("AF_UNIX");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/file", "/tmp/file", "/var/tmp/file", "/dev/shm/file", "file"})
  void whereNothingCanBeWrittenToTheTracerSeesThatSomebodyTried(String file) throws Exception {
    write(readOnly(), Path.of(file));

    assertThat(changes(folder.resolve("trace"))).isEmpty();
    assertThat(attempts(folder.resolve("trace"))).singleElement().asString().contains("O_CREAT", "EROFS");
  }

  /** Start, talks, reports, errors, drain amid people; in a cluster another process comes and goes, and a talk is across. */
  private void anEvening(List<String> tracer, boolean cluster) throws Exception {
    var options = Evening.options(cluster);
    try (var node = Node.startUnder(tracer, options)) {
      Evening.at(node);
      if (cluster) {
        try (var other = Node.start(Evening.optionsOfSecond(options))) {
          Evening.between(node, other);
        }
      }
      Evening.isNotOver(node);
      var java = node.process().descendants().findFirst().orElseThrow();
      java.destroy();
      assertThat(node.process().waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(node.process().exitValue()).as("drained\n" + node.log()).isZero();
    }
    try (var lines = Files.lines(folder.resolve("trace"))) {
      long calls = lines.count();
      assertThat(calls).as("calls seen").isGreaterThan(100);
      System.out.printf("found: looked at %d calls about files%n", calls);
    }
  }

  private static List<String> traced(Path trace) {
    return Stream.concat(TRACER.stream(), Stream.of(trace.toString())).toList();
  }

  /** Whatever the process could write to is read-only. The trace alone goes somewhere else. */
  private List<String> readOnly() {
    var script = Path.of(NothingWrittenTest.class.getResource("read-only.sh").getPath()).toString();
    return Stream.concat(Stream.of(script, folder.toString()), traced(Path.of("/mnt/out/trace")).stream()).toList();
  }

  private static void write(List<String> tracer, Path file) throws Exception {
    run(tracer, "sh", "-c", "echo canary > " + file);
  }

  private static void run(List<String> tracer, String... program) throws Exception {
    var command = new ArrayList<>(tracer);
    command.addAll(List.of(program));
    assertThat(new ProcessBuilder(command).start().waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private static List<String> changes(Path trace) throws IOException {
    return attempts(trace).stream().filter(line -> !FAILED.matcher(line).find()).toList();
  }

  /** Those that failed, too. */
  private static List<String> attempts(Path trace) throws IOException {
    try (var lines = Files.lines(trace)) {
      return lines
          .filter(line -> NO_CHANGE.stream().noneMatch(each -> each.matcher(line).find()))
          .toList();
    }
  }
}

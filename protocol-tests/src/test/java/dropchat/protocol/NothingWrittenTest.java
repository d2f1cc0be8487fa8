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
              + "symlink,symlinkat,truncate,ftruncate,mknod,mknodat,io_uring_setup",
          "-o");

  private static final Pattern READING = Pattern.compile(" open\\w*\\(.*O_RDONLY(?!.*O_(CREAT|TRUNC))");

  private static final Pattern FAILED = Pattern.compile(" = -1 E[A-Z]+ ");

  /** No files, although they look like some. */
  private static final Pattern KERNEL = Pattern.compile("\"/(dev/null|dev/tty|proc/\\S*)\"");

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

  @ParameterizedTest
  @ValueSource(strings = {"/file", "/tmp/file", "/var/tmp/file", "/dev/shm/file", "file"})
  void whereNothingCanBeWrittenToTheTracerSeesThatSomebodyTried(String file) throws Exception {
    write(readOnly(), Path.of(file));

    assertThat(changes(folder.resolve("trace"))).isEmpty();
    assertThat(attempts(folder.resolve("trace"))).singleElement().asString().contains("O_CREAT", "EROFS");
  }

  /** Start, talks, reports, errors, drain. */
  private void anEvening(List<String> tracer, boolean cluster) throws Exception {
    try (var node = Node.startUnder(tracer, Evening.options(cluster))) {
      Evening.at(node);
      var java = node.process().descendants().findFirst().orElseThrow();
      java.destroy();
      assertThat(node.process().waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(node.process().exitValue()).as("drained\n" + node.log()).isZero();
    }
    try (var calls = Files.lines(folder.resolve("trace"))) {
      assertThat(calls).as("calls seen").hasSizeGreaterThan(100);
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
    var command = new ArrayList<>(tracer);
    command.addAll(List.of("sh", "-c", "echo canary > " + file));
    assertThat(new ProcessBuilder(command).start().waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private static List<String> changes(Path trace) throws IOException {
    return attempts(trace).stream().filter(line -> !FAILED.matcher(line).find()).toList();
  }

  /** Those that failed, too. */
  private static List<String> attempts(Path trace) throws IOException {
    try (var lines = Files.lines(trace)) {
      return lines
          .filter(line -> !READING.matcher(line).find() && !KERNEL.matcher(line).find())
          .toList();
    }
  }
}

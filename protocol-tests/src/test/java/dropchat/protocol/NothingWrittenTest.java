package dropchat.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel is asked what a process does to the disk: every call by which a file could come to be, or change. */
class NothingWrittenTest {

  private static final List<String> TRACER =
      List.of(
          "strace", "-f", "-qq", "-y", "-e", "signal=none", "-e",
          "trace=open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,"
              + "symlink,symlinkat,truncate,ftruncate,mknod,mknodat,io_uring_setup",
          "-o");

  /** An opening that cannot write is none of them, and neither is a call that failed. */
  private static final Pattern HARMLESS = Pattern.compile(" open\\w*\\(.*O_RDONLY(?!.*O_(CREAT|TRUNC))| = -1 E[A-Z]+ ");

  /** No files, although they look like some. */
  private static final Pattern KERNEL = Pattern.compile("\"/(dev/null|dev/tty|proc/\\S*)\"");

  @TempDir Path folder;

  @Test
  void fromTheStartThroughAnEveningToTheEndNoFileIsMadeOrChanged() throws Exception {
    var trace = folder.resolve("trace");
    var tracer = new ArrayList<>(TRACER);
    tracer.add(trace.toString());
    var options = new ArrayList<>(Arrays.asList(Evening.OPTIONS));
    options.addAll(List.of(Settings.DRAIN, "0s"));
    try (var node = Node.startUnder(tracer, options.toArray(String[]::new))) {
      Evening.at(node);
      var java = node.process().descendants().findFirst().orElseThrow();
      java.destroy();
      assertThat(node.process().waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(node.process().exitValue()).as("drained\n" + node.log()).isZero();
    }
    assertThat(Files.lines(trace)).as("calls seen").hasSizeGreaterThan(100);
    assertThat(changes(trace)).isEmpty();
  }

  @Test
  void theTracerSeesAFileThatIsWritten() throws Exception {
    var trace = folder.resolve("trace");
    var command = new ArrayList<>(TRACER);
    command.addAll(List.of(trace.toString(), "sh", "-c", "echo canary > " + folder.resolve("file")));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();

    assertThat(changes(trace)).singleElement().asString().contains("O_CREAT");
  }

  private static List<String> changes(Path trace) throws IOException {
    try (var lines = Files.lines(trace)) {
      return lines
          .filter(line -> !HARMLESS.matcher(line).find() && !KERNEL.matcher(line).find())
          .toList();
    }
  }
}

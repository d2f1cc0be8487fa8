package dropchat.processes;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Hears all that the processes on one of the {@link Wires}' hosts and those on others say. */
final class Wiretap {

  private final Process process;
  private final InputStream heard;

  private Wiretap(Process process) {
    this.process = process;
    this.heard = new BufferedInputStream(process.getInputStream());
  }

  static Wiretap at(Host host) throws IOException {
    var script = Path.of(Wiretap.class.getResource("wiretap.py").getPath()).toString();
    var command = new ArrayList<>(host.enter());
    command.addAll(List.of("python3", script));
    var tap =
        new Wiretap(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    if (!"ok\n".equals(new String(tap.heard.readNBytes(3), StandardCharsets.US_ASCII))) {
      throw new AssertionError("no wiretap");
    }
    return tap;
  }

  /** Each byte as one char; no more is heard. */
  String all() throws IOException {
    process.getOutputStream().close();
    return new String(heard.readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}

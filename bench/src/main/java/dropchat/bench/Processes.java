package dropchat.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What processes of this machine have used, as Linux counts it (proc(5)). */
record Processes(List<Long> pids) {

  /** USER_HZ, which Linux has at 100 on every machine that a JVM runs on. */
  private static final int TICKS_PER_SECOND = 100;

  /** CPU seconds. */
  record Cpu(double user, double system) {
    Cpu minus(Cpu before) {
      return new Cpu(user - before.user, system - before.system);
    }

    double all() {
      return user + system;
    }
  }

  Processes first(int processes) {
    return new Processes(pids.subList(0, processes));
  }

  Cpu cpu() throws IOException {
    double user = 0;
    double system = 0;
    for (long pid : pids) {
      var file = Path.of("/proc", "" + pid, "stat");
      if (!Files.exists(file)) {
        throw new IllegalStateException("process " + pid + " of the server has ended meanwhile");
      }
      var stat = Files.readString(file);
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      user += Double.parseDouble(fields[11]) / TICKS_PER_SECOND;
      system += Double.parseDouble(fields[12]) / TICKS_PER_SECOND;
    }
    return new Cpu(user, system);
  }

  /** Resident bytes of all together. */
  long resident() throws IOException {
    long kilobytes = 0;
    for (long pid : pids) {
      kilobytes +=
          Files.readAllLines(Path.of("/proc", "" + pid, "status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
    }
    return kilobytes * 1_024;
  }
}

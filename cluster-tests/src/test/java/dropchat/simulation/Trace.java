package dropchat.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, in words, if anybody wants to read it: most runs go by unwritten. */
final class Trace {

  private final Schedule schedule;
  private final boolean written;
  private final List<String> lines = new ArrayList<>();

  Trace(Schedule schedule, boolean written) {
    this.schedule = schedule;
    this.written = written;
  }

  void note(Supplier<String> what) {
    if (written) {
      lines.add("%8.3f  %s".formatted(schedule.nowMs() / 1000.0, Names.in(what.get())));
    }
  }

  List<String> lines() {
    return lines;
  }
}

package dropchat.signaling.app;

import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line per record. Our own lines tell of the process and never of a person; a library's text
 * may hold an address, so of a library's record only the kind of trouble and where it arose is
 * told. Of no exception its message.
 */
public final class LifecycleFormatter extends Formatter {

  private static final String OURS = "dropchat";
  private static final int FRAMES = 12;

  @Override
  public String format(LogRecord record) {
    var logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    boolean ours = logger.equals(OURS) || logger.startsWith(OURS + ".");
    var thrown = record.getThrown();
    var kind = thrown == null ? "" : " " + thrown.getClass().getName();
    return record.getInstant().truncatedTo(ChronoUnit.SECONDS)
        + " "
        + record.getLevel()
        + " "
        + (ours ? record.getMessage() + kind + where(thrown) : "in " + logger + kind)
        + System.lineSeparator();
  }

  /** Methods alone, the innermost first: enough to lead from a library to whoever asked it. */
  private static String where(Throwable thrown) {
    return Stream.ofNullable(thrown)
        .flatMap(fault -> Stream.of(fault.getStackTrace()))
        .limit(FRAMES)
        .map(frame -> " < " + frame.getClassName() + "." + frame.getMethodName())
        .collect(Collectors.joining());
  }
}

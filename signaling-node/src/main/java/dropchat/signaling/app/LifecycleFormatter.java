package dropchat.signaling.app;

import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One line per record. Our own lines tell of the process and never of a person; a library's text
 * may hold an address, so of a library's record only the kind of trouble and where it arose is
 * told.
 */
public final class LifecycleFormatter extends Formatter {

  private static final String OURS = "dropchat";

  @Override
  public String format(LogRecord record) {
    var logger = record.getLoggerName() == null ? "" : record.getLoggerName();
    boolean ours = logger.equals(OURS) || logger.startsWith(OURS + ".");
    var thrown = record.getThrown() == null ? "" : " " + record.getThrown().getClass().getName();
    return record.getInstant().truncatedTo(ChronoUnit.SECONDS)
        + " "
        + record.getLevel()
        + " "
        + (ours ? record.getMessage() : "in " + logger)
        + thrown
        + System.lineSeparator();
  }
}

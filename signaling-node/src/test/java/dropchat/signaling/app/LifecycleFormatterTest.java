package dropchat.signaling.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LifecycleFormatterTest {

  private static final String METHOD =
      LifecycleFormatterTest.class.getName() + ".ofAFaultOfOurOwnItIsToldWhereItAroseToo < ";

  private final LifecycleFormatter formatter = new LifecycleFormatter();

  @Test
  void ourOwnLinesAreToldAsTheyAre() {
    assertThat(formatter.format(record("dropchat", "draining", null))).endsWith("INFO draining\n");
  }

  @Test
  void ofALibrarysRecordNothingIsToldButWhereAndWhatKind() {
    var thrown = new IllegalStateException("canary 203.0.113.7", new Exception("canary"));
    assertThat(formatter.format(record("io.vertx.core.http", "canary 203.0.113.7", thrown)))
        .endsWith("INFO in io.vertx.core.http java.lang.IllegalStateException\n")
        .doesNotContain("canary");
  }

  @Test
  void ofAFaultOfOurOwnItIsToldWhereItAroseToo() {
    var thrown = new IllegalStateException("canary 203.0.113.7");
    assertThat(formatter.format(record("dropchat", "a thread has ended: main", thrown)))
        .contains(" a thread has ended: main java.lang.IllegalStateException < " + METHOD)
        .doesNotContain("canary");
  }

  @Test
  void aRecordIsOneLine() {
    var line = formatter.format(record("io.netty", "a\nb", new Exception()));
    assertThat(line.lines()).hasSize(1);
  }

  private static LogRecord record(String logger, String message, Throwable thrown) {
    var record = new LogRecord(Level.INFO, message);
    record.setLoggerName(logger);
    record.setThrown(thrown);
    return record;
  }
}

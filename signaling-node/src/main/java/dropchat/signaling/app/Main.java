package dropchat.signaling.app;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The process: reads its settings, starts, and stops gracefully at SIGTERM. */
public final class Main {

  private static final int UNUSABLE = 2;

  private Main() {}

  public static void main(String[] args) throws IOException {
    // By its name alone, and before anything touches a logger: that would set up the JDK's own.
    System.setProperty("java.util.logging.manager", LastingLog.class.getName());
    if (Arguments.asksForHelp(args)) {
      Arguments.help(System.out);
      return;
    }
    try {
      var settings = Settings.read(args, System.getenv());
      log(settings.get(Setting.LOG));
      var process = DropChat.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process), "drain"));
      process.tellReady();
    } catch (InvalidSettingException e) {
      fail(UNUSABLE, e.getMessage());
    } catch (IOException e) {
      fail(1, e.getMessage());
    }
  }

  private static void log(String what) throws IOException {
    try (var logging = Main.class.getResourceAsStream("/log-" + what + ".properties")) {
      LogManager.getLogManager().readConfiguration(logging);
    }
    LastingLog.last();
    // the JDK would print its message, and that may hold anything
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) ->
            Logger.getLogger("dropchat")
                .log(Level.SEVERE, "a thread has ended: " + thread.getName(), thrown));
  }

  /** A JVM that a signal ends would exit with 143: a drained one has done what it was asked. */
  private static void stop(DropChat process) {
    process.drain();
    Runtime.getRuntime().halt(0);
  }

  private static void fail(int status, String line) {
    System.err.println("dropchat: " + line);
    Runtime.getRuntime().halt(status);
  }
}

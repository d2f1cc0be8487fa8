package dropchat.signaling.app;

/** A setting that stops the start. The message is one line: which setting, and what is allowed. */
final class InvalidSettingException extends Exception {

  private static final long serialVersionUID = 1;

  InvalidSettingException(String message) {
    super(message);
  }
}

package dropchat.signaling.wire;

/** The codes of {@code error}. The text is fixed per code, so it can hold nothing of anybody. */
public enum ErrorCode {
  BAD_JSON("bad-json", "A text frame must hold one JSON value."),
  BAD_MESSAGE("bad-message", "A message is an object with a string type and fields as specified."),
  UNKNOWN_TYPE("unknown-type", "Known: join, leave, connected, reopen, report, inspect."),
  BAD_TOKEN("bad-token", "This token cannot be used here."),
  RATE_LIMITED("rate-limited", "Too many messages. Slow down and reconnect."),
  TOO_LARGE("too-large", "At most 4 KiB of text or 16 KiB of signal in one message.");

  private final String code;
  private final String text;

  ErrorCode(String code, String text) {
    this.code = code;
    this.text = text;
  }

  public String code() {
    return code;
  }

  public String text() {
    return text;
  }
}

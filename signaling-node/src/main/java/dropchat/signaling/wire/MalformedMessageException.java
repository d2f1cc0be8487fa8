package dropchat.signaling.wire;

/**
 * A control message that the protocol does not know. Says which rule it broke, nothing of its
 * content.
 */
public final class MalformedMessageException extends Exception {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;

  MalformedMessageException(ErrorCode code) {
    super(code.code(), null, false, false);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}

package dropchat.signaling.wire;

/** Why the server closes a socket (RFC 6455, section 7.4). */
public final class CloseCode {

  public static final short IDLE = 1000;
  public static final short INVALID_TEXT = 1007;
  public static final short POLICY = 1008;
  public static final short TOO_BIG = 1009;
  public static final short SERVER_FAULT = 1011;
  public static final short RESTARTING = 1012;
  public static final short OVERLOADED = 1013;

  private CloseCode() {}
}

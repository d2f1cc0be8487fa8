package dropchat.cluster;

/** Bus addresses: one for each node, none for a client. */
public final class Address {

  public static final String MATCHMAKER = "matchmaker";

  /** Answers whatever it is sent: the matchmaker hears. */
  public static final String PROBE = "matchmaker.probe";

  private Address() {}

  public static String node(long id) {
    return "node." + Long.toHexString(id);
  }
}

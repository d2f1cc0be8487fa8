package dropchat.cluster;

/** Bus addresses: a few for each process, one for each node, none for a client. */
public final class Address {

  /** Every process hears what is published here. */
  public static final String REPORTS = "reports";

  /** Every process hears here what a side of a split knew of reports when it joined the other. */
  public static final String LEDGERS = "ledgers";

  private Address() {}

  public static String node(long id) {
    return "node." + Long.toHexString(id);
  }

  public static String matchmaker(long process) {
    return "matchmaker." + Long.toHexString(process);
  }

  /** Answers whatever it is sent: that process' matchmaker hears. */
  public static String probe(long process) {
    return "probe." + Long.toHexString(process);
  }

  /** That process hears who is about to leave, and answers. */
  static String retirements(long process) {
    return "retirements." + Long.toHexString(process);
  }

  /** Answers with what a joining process needs to know. */
  public static String newcomers(long process) {
    return "newcomers." + Long.toHexString(process);
  }
}

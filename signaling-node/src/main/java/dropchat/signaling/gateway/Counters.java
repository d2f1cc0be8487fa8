package dropchat.signaling.gateway;

/** What the gateway counts. No count has a label that narrows to a person. */
public interface Counters {

  void socketOpened();

  void socketClosed();

  void matched();

  void signal();

  /** An upgrade refused with this HTTP status. */
  void refused(int status);

  /** A batch of another version of this program. */
  void batchRefused();
}

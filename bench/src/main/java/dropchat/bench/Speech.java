package dropchat.bench;

/** One client's side of the conversation with a server, in the words that server knows. */
interface Speech {

  /** What a server says. Called on the connection's event loop. */
  interface Listener {

    void matched(boolean offerer);

    /**
     * @param sentNanos as the other side was told to send it
     */
    void signal(long sentNanos);

    void peerLeft();

    /** An error was said, or the connection has ended. */
    void refused();
  }

  /** Before anything can be heard. */
  void listen(Listener listener);

  /**
   * @param interest to be shared with whom one meets; null: meets anybody
   */
  void join(String interest);

  void leave();

  /**
   * @param bytes how many, of which the first eight say when
   */
  void signal(int bytes, long sentNanos);

  void close();
}

package dropchat.bench;

/** Who meets whom in a crowd at several servers. */
enum Pairs {
  /** Anybody meets anybody, wherever they are. */
  ANY,

  /** The two of a pair, at one server, by an interest that nobody else has. */
  LOCAL,

  /** The two of a pair, each at another server, by an interest that nobody else has. */
  SPLIT
}

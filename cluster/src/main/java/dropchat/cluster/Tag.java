package dropchat.cluster;

/** Names a kind of message on the wire by its place here: append only. */
enum Tag {
  TICKET,
  WITHDRAWAL,
  RELEASE,
  ANNOUNCEMENT,
  CENSUS,
  MATCH,
  PROPOSAL,
  ACCEPTANCE,
  REFUSAL,
  SIGNAL,
  LEFT,
  REOPEN,
  REOPENED,
  ANEW,
  SILENCE,
  RECOUNT,
  DETOUR;

  private static final Tag[] ALL = values();

  static Tag at(int place) {
    return ALL[place];
  }
}

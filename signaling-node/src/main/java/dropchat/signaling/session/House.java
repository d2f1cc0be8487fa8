package dropchat.signaling.session;

/** What all sessions of one switchboard share. */
public record House(Rules rules, Tokens tokens, Ice ice, Abuse abuse) {}

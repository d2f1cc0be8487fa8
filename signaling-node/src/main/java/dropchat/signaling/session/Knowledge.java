package dropchat.signaling.session;

import dropchat.cluster.BusMessage.Acceptance;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * All that a session holds, by name: the first half of the answer to {@code inspect}, beside what
 * the gateway keeps of the socket and its address. Times are told as durations; a seat as
 * a sealed token that opens nothing: another's numbers would tell one who knows them again, and
 * one's own, which count up, how many came since.
 */
final class Knowledge {

  private Knowledge() {}

  static Map<String, Object> of(Session session, Credentials credentials, long nowMs) {
    var held = new LinkedHashMap<String, Object>();
    held.put("address", session.origin.address().getHostAddress());
    held.put("country", session.origin.country());
    held.put("lan", session.origin.lan());
    held.put("socket", credentials.ofSeat(session.seat()));
    held.put("abuseHandle", session.handle);
    held.put("epoch", session.seat().epoch());
    held.put("state", session.state.name().toLowerCase(Locale.ROOT));
    if (session.wish != null) {
      held.put("languages", session.wish.languages());
      held.put("interests", session.wish.interests());
      held.put("commit", session.wish.commit());
      held.put("avoid", session.wish.avoid());
      held.put("waitingSinceMs", nowMs - session.waitingSinceMs);
    }
    held.put("partner", credentials.ofSeat(session.partner));
    held.put("asking", credentials.ofSeat(session.asking));
    held.put("unheard", session.unheard == null ? null : told(session.unheard));
    held.put("deadlineInMs", deadlineInMs(session, nowMs));
    held.put("idleInMs", session.idleUntilMs - nowMs);
    return held;
  }

  /** For whoever rests it is the one that is told as {@code idleInMs}. */
  private static Long deadlineInMs(Session session, long nowMs) {
    boolean rests = session.state == Session.State.IDLE && !session.calling();
    return rests || !session.hasDeadline() ? null : session.deadlineMs - nowMs;
  }

  /** What the other's node is told of this peer, and again before each signal until it is heard. */
  private static Map<String, Object> told(Acceptance acceptance) {
    var told = new LinkedHashMap<String, Object>();
    told.put("commit", acceptance.profile().commit());
    told.put("country", acceptance.profile().country());
    told.put("abuseHandle", acceptance.profile().handle());
    told.put("languages", acceptance.shared().languages());
    told.put("interests", acceptance.shared().interests());
    return told;
  }
}

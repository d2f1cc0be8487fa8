package dropchat.signaling.session;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** All that is held about a socket, by name: the answer to {@code inspect}. */
final class Knowledge {

  private Knowledge() {}

  static Map<String, Object> of(Session session, long nowMs) {
    var held = new LinkedHashMap<String, Object>();
    held.put("address", session.origin.address().getHostAddress());
    held.put("country", session.origin.country());
    held.put("socket", session.socket);
    held.put("epoch", session.epoch);
    held.put("state", session.state.name().toLowerCase(Locale.ROOT));
    if (session.wish != null) {
      held.put("languages", session.wish.languages());
      held.put("interests", session.wish.interests());
      held.put("commit", session.wish.commit());
      held.put("avoid", session.wish.avoid());
      held.put("waitingMs", nowMs - session.waitingSinceMs);
    }
    held.put("pairedWithSomebody", session.partner != null);
    held.put("askingSomebody", session.asking != null);
    held.put("acceptanceUnheard", session.unheard != null);
    if (session.deadlineMs != Long.MAX_VALUE) {
      held.put("deadlineInMs", session.deadlineMs - nowMs);
    }
    return held;
  }
}

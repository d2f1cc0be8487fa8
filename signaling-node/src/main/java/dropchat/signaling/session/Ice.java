package dropchat.signaling.session;

import dropchat.signaling.wire.IceServer;
import java.util.List;

/** STUN and TURN servers for clients, with credentials made for the moment. */
public interface Ice {

  /** Credentials that live just long enough to test with. */
  List<IceServer> toDiagnose();

  /** Credentials for a call. */
  List<IceServer> toCall();

  /** What {@code welcome.relay} says: none, optional, preferred or required. */
  String relay();
}

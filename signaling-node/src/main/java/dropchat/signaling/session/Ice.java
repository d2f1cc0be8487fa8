package dropchat.signaling.session;

import dropchat.signaling.wire.IceServer;
import java.net.InetAddress;
import java.util.List;

/** STUN and TURN servers for the client at an address, with credentials made for the moment. */
public interface Ice {

  /** Credentials that live just long enough to test with. */
  List<IceServer> toDiagnose(InetAddress client);

  /** Credentials for a call. */
  List<IceServer> toCall(InetAddress client);

  /** What {@code welcome.relay} says: none, optional, preferred or required. */
  String relay();
}

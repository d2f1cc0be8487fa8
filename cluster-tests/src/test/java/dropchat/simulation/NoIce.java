package dropchat.simulation;

import dropchat.signaling.session.Ice;
import dropchat.signaling.wire.IceServer;
import java.net.InetAddress;
import java.util.List;

/** Nobody here connects to anybody. */
record NoIce() implements Ice {

  @Override
  public List<IceServer> toDiagnose(InetAddress client) {
    return List.of();
  }

  @Override
  public List<IceServer> toCall(InetAddress client) {
    return List.of();
  }

  @Override
  public String relay() {
    return "none";
  }
}

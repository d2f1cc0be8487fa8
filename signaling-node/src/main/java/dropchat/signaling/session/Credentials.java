package dropchat.signaling.session;

import dropchat.cluster.Peer;
import dropchat.cluster.Seat;
import dropchat.signaling.session.Token.Use;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The sealed tokens that sessions hand out and are shown. For one event loop. */
final class Credentials {

  private final House house;

  Credentials(House house) {
    this.house = house;
  }

  /** A session's own, by which whoever it is passed on to may reopen. */
  String own(Session session) {
    return house
        .tokens()
        .seal(new Token(session.seat(), Use.REACH, session.handle, session.handle));
  }

  /**
   * A peer's, for that session to keep.
   *
   * @param subject the peer's abuse handle
   */
  String ofPeer(Seat peer, int subject, Session holder) {
    return house.tokens().seal(new Token(peer, Use.PEER, subject, holder.handle));
  }

  /**
   * A peer's, for the other end of a reopening. Anybody may be that who was shown a token: so in a
   * report it stands for one reporter, however many hold one.
   */
  String ofReopened(Seat peer, int subject) {
    return house.tokens().seal(new Token(peer, Use.PEER, subject, subject));
  }

  /** A seat by another name, that nobody is reached by. Null for null. */
  String ofSeat(Seat seat) {
    return seat == null ? null : house.tokens().seal(new Token(seat, Use.NAME, 0, 0));
  }

  /** Empty also for a token of the session's own, and for a mere name. */
  Optional<Token> open(String text, Session holder) {
    return house
        .tokens()
        .open(text)
        .filter(token -> token.use() != Use.NAME && !token.seat().samePeer(holder.seat()));
  }

  /** Empty also for a token that was not given at a match. */
  Optional<Token> openPeer(String text, Session holder) {
    return open(text, holder).filter(token -> token.use() == Use.PEER);
  }

  /** Tokens that cannot be used are ignored. */
  List<Peer> peers(List<String> texts, Session holder) {
    var peers = new LinkedHashSet<Peer>();
    for (var text : texts) {
      openPeer(text, holder).ifPresent(token -> peers.add(token.seat().peer()));
    }
    return List.copyOf(peers);
  }
}

package dropchat.signaling.session;

import dropchat.cluster.BusMessage;
import dropchat.cluster.BusMessage.Census;
import dropchat.cluster.BusMessage.ForPeer;
import dropchat.cluster.BusMessage.Recount;
import dropchat.cluster.BusMessage.Signal;
import dropchat.cluster.BusMessage.Silence;
import dropchat.cluster.BusMessage.Ticket;
import dropchat.cluster.ProcessId;
import dropchat.cluster.Seat;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.Online;
import dropchat.signaling.wire.ServerMessage;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All sessions of one node, and the routing between them, the clients and the cluster. Pure: inputs
 * and the time come in by method calls, all else goes out by {@link Effects}. Milliseconds of one
 * steady clock. NOT thread safe.
 */
public final class Switchboard {

  private final long node;
  private final House house;
  private final Effects effects;
  private final Credentials credentials;
  private final Requests requests;
  private final Parting parting;
  private final Post post;
  private final OpenTickets tickets;
  private final Map<Long, Session> sessions = new HashMap<>();

  /** Sessions with a near deadline, looked at more often than all the others. */
  private final Set<Session> awaiting = new LinkedHashSet<>();

  /** Messages from this node to itself: heard when the present input is done with. */
  private final Queue<BusMessage> toSelf = new ArrayDeque<>();

  private long lastSocket;
  private int online;

  public Switchboard(long node, House house, Effects effects) {
    this.node = node;
    this.house = house;
    this.effects = effects;
    this.credentials = new Credentials(house);
    var reopening = new Reopening(this);
    this.requests = new Requests(this, reopening);
    this.parting = new Parting(this);
    this.post = new Post(this, new Pairing(this), reopening, parting);
    this.tickets = new OpenTickets(effects);
  }

  public long node() {
    return node;
  }

  /** A new socket's number, never used before. */
  public long open(Origin origin, long nowMs) {
    sessions.put(++lastSocket, new Session(lastSocket, origin, this, nowMs));
    return lastSocket;
  }

  /** To be called once for every socket, first of all. */
  public void welcome(long socket) {
    var session = sessions.get(socket);
    var origin = session.origin;
    var ice = house.ice();
    tell(
        session,
        new ServerMessage.Welcome(
            ice.toDiagnose(origin.address()),
            ice.relay(),
            origin.lan(),
            origin.country(),
            Online.coarse(Math.max(online, sockets())),
            credentials.own(session)));
  }

  /** The socket is gone, for whatever reason. */
  public void closed(long socket, long nowMs) {
    var session = sessions.remove(socket);
    if (session != null) {
      awaiting.remove(session);
      session.breakOff();
      hearOwn(nowMs);
    }
  }

  public void said(long socket, ClientMessage message, long nowMs) {
    var session = sessions.get(socket);
    if (session != null) {
      requests.hear(session, message, nowMs);
      settle(session, nowMs);
    }
  }

  public void signalled(long socket, byte[] signal, long nowMs) {
    var session = sessions.get(socket);
    if (session != null) {
      session.signal(signal, nowMs);
      hearOwn(nowMs);
    }
  }

  /** Something for this node from the bus. */
  public void heard(BusMessage message, long nowMs) {
    hear(message, nowMs);
    hearOwn(nowMs);
  }

  /** To be called about every tenth of a second: ends waits for an answer. */
  public void tickFast(long nowMs) {
    List.copyOf(awaiting).forEach(session -> look(session, nowMs));
  }

  /** To be called a few times a second: ends pairings, closes idle sockets. */
  public void tickSlow(long nowMs) {
    house.tokens().pass();
    sessions.values().forEach(session -> look(session, nowMs));
  }

  private void look(Session session, long nowMs) {
    if (session.isDue(nowMs)) {
      parting.timeIsUp(session, nowMs);
      settle(session, nowMs);
    }
  }

  /** To be called every announcement period: tells the matchmaker what it should know by now. */
  public void announce() {
    tickets.announce(sockets());
  }

  /** Tells the matchmaker everything: it is a new one, or has missed something. */
  public void announceAnew(long nowMs) {
    tickets.anew();
    for (var session : sessions.values()) {
      session.announce(nowMs);
    }
    announce();
  }

  /** No node of that process answers any more. */
  public void gone(long process, long nowMs) {
    gone(seat -> ProcessId.of(seat.node()) == process, nowMs);
  }

  /**
   * That node takes no more messages, and what was just meant for it is lost. The matchmaker asks
   * it to tell its tickets anew: one of them may wait for a proposal that never comes.
   */
  public void stuck(long node, long nowMs) {
    tellMatchmaker(new Silence(node));
    gone(seat -> seat.node() == node, nowMs);
  }

  private void gone(Predicate<Seat> lost, long nowMs) {
    for (var session : sessions.values()) {
      parting.gone(session, lost, nowMs);
      settle(session, nowMs);
    }
  }

  /** Tells every client that this node is going away. */
  public void drain() {
    sessions.values().forEach(session -> tell(session, new ServerMessage.Draining()));
  }

  /** How many there are. */
  public int sockets() {
    return sessions.size();
  }

  /** Null if there is no such socket (any more). */
  Session session(long socket) {
    return sessions.get(socket);
  }

  // ---- for the sessions, and what moves them

  House house() {
    return house;
  }

  Credentials credentials() {
    return credentials;
  }

  void tell(Session session, ServerMessage message) {
    effects.toClient(session.seat().socket(), message);
  }

  void deliver(Session session, byte[] signal) {
    effects.toClient(session.seat().socket(), signal);
  }

  Map<String, Object> heldOutside(Session session) {
    return effects.held(session.seat().socket());
  }

  void close(Session session, short code) {
    effects.close(session.seat().socket(), code);
  }

  void send(long to, BusMessage message) {
    if (to == node) {
      toSelf.add(message);
    } else {
      effects.toNode(to, message);
    }
  }

  /**
   * Nobody answers a signal, and it moves no session on: so within this node it is brought at once,
   * in the middle of an input, if nothing goes before it.
   */
  void relay(Signal signal, long nowMs) {
    if (signal.to().node() == node && toSelf.isEmpty()) {
      hear(signal, nowMs);
    } else {
      send(signal.to().node(), signal);
    }
  }

  void queue(Ticket ticket) {
    tickets.add(ticket);
  }

  void withdraw(Seat seat) {
    tickets.withdraw(seat);
  }

  void tellMatchmaker(BusMessage message) {
    effects.toMatchmaker(message);
  }

  void report(int subject, int recipient) {
    effects.report(subject, recipient);
  }

  // ---- routing

  private void hearOwn(long nowMs) {
    for (var message = toSelf.poll(); message != null; message = toSelf.poll()) {
      hear(message, nowMs);
    }
  }

  private void hear(BusMessage message, long nowMs) {
    switch (message) {
      case Census census -> online = census.online();
      case Recount recount -> announceAnew(nowMs);
      case ForPeer forPeer -> {
        var session = sessions.get(forPeer.to().socket());
        if (session == null) {
          post.turnAway(forPeer);
        } else {
          post.bring(session, forPeer, nowMs);
          note(session);
        }
      }
      default -> throw new IllegalArgumentException(message.getClass().getSimpleName());
    }
  }

  private void settle(Session session, long nowMs) {
    note(session);
    hearOwn(nowMs);
  }

  private void note(Session session) {
    if (session.asking == null) {
      awaiting.remove(session);
    } else {
      awaiting.add(session);
    }
  }
}

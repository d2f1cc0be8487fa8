package dropchat.signaling.session;

import dropchat.cluster.BusMessage;
import dropchat.cluster.Seat;
import dropchat.cluster.Secret;
import dropchat.matchmaker.Matchmaker;
import dropchat.matchmaker.line.Widening;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.IceServer;
import dropchat.signaling.wire.ServerMessage;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Switchboards and a waiting line on one thread, with a bus between them that a test can hold or
 * lose things on.
 */
final class World {

  record Sent(long from, long to, BusMessage message) {
    Sent(long to, BusMessage message) {
      this(0, to, message);
    }
  }

  private static final long MATCHMAKER = -1;

  final Rules rules = new Rules(1_000, 60_000, 600_000, new Widening(3_000, 8_000));
  final Deque<Sent> bus = new ArrayDeque<>();
  final List<int[]> reports = new ArrayList<>();
  final Map<String, Duration> cooldowns = new HashMap<>();
  long now = 10_000_000;
  int day;
  private final Tokens tokens = new Tokens(Secret.random(InstantSource.system()));
  private final Matchmaker matchmaker =
      new Matchmaker(
          rules.widening(),
          new Random(1),
          (to, message) -> bus.add(new Sent(MATCHMAKER, to, message)));
  private final Map<Long, Switchboard> boards = new HashMap<>();
  private final Map<Long, Map<Long, Client>> clients = new HashMap<>();

  /** One socket, as its client sees it. */
  final class Client {
    final long node;
    final long socket;
    final List<Object> heard = new ArrayList<>();
    Short closed;

    private Client(long node, String address) {
      this.node = node;
      try {
        this.socket = board().open(new Origin(InetAddress.getByName(address), "BR", false), now);
      } catch (java.net.UnknownHostException e) {
        throw new AssertionError(e);
      }
      clients.get(node).put(socket, this);
      board().welcome(socket);
    }

    void says(ClientMessage message) {
      board().said(socket, message, now);
    }

    void joins() {
      says(new ClientMessage.Join(List.of(), List.of(), "commit of " + socket, List.of()));
    }

    void joinsAvoiding(String... tokens) {
      says(new ClientMessage.Join(List.of(), List.of(), null, List.of(tokens)));
    }

    void leaves() {
      says(new ClientMessage.Leave());
    }

    void connects() {
      says(new ClientMessage.Connected());
    }

    void signals(String text) {
      board().signalled(socket, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), now);
    }

    void hangsUp() {
      board().closed(socket, now);
    }

    /** All messages of this kind so far, and forgets them. */
    <T> List<T> hears(Class<T> kind) {
      var found = heard.stream().filter(kind::isInstance).map(kind::cast).toList();
      heard.removeIf(kind::isInstance);
      return found;
    }

    ServerMessage.Matched match() {
      return hears(ServerMessage.Matched.class).get(0);
    }

    Session session() {
      return board().session(socket);
    }

    /** As it was welcomed with, or is told at its matches. */
    String ownToken() {
      return board().credentials().own(session());
    }

    /** This client's node can send nothing to that one. */
    void losesTheWayTo(long other) {
      board().stuck(other, now);
    }

    private Switchboard board() {
      return boards.get(node);
    }
  }

  /** Null for null. */
  Seat seatBehind(Object token) {
    return token == null ? null : tokens.open((String) token).orElseThrow().seat();
  }

  void addNode(long id) {
    clients.put(id, new HashMap<>());
    boards.put(id, new Switchboard(id, new House(rules, tokens, ice(), abuse()), effects(id)));
  }

  Client client(long node) {
    return client(node, "203.0.113." + (1 + clients.get(node).size() + 100 * node % 200));
  }

  Client client(long node, String address) {
    return new Client(node, address);
  }

  /**
   * Delivers all that is on the bus, in order, and what follows from it; then a round; and again.
   */
  void settle() {
    deliver(sent -> true);
    round();
    deliver(sent -> true);
  }

  /** The same with a bus that loses what does not pass. */
  void deliver(Predicate<BusMessage> passes) {
    for (var sent = bus.poll(); sent != null; sent = bus.poll()) {
      if (passes.test(sent.message())) {
        deliver(sent);
      }
    }
  }

  void deliver(Sent sent) {
    if (sent.to() == MATCHMAKER) {
      matchmaker.hear(sent.from(), sent.message(), now);
    } else if (boards.containsKey(sent.to())) {
      boards.get(sent.to()).heard(sent.message(), now);
    }
  }

  void round() {
    matchmaker.round(now);
  }

  void pass(long ms) {
    now += ms;
    boards.values().forEach(board -> board.tickFast(now));
    boards.values().forEach(board -> board.tickSlow(now));
  }

  private Effects effects(long node) {
    return new Effects() {
      @Override
      public void toClient(long socket, ServerMessage message) {
        clients.get(node).get(socket).heard.add(message);
      }

      @Override
      public void toClient(long socket, byte[] signal) {
        clients
            .get(node)
            .get(socket)
            .heard
            .add(new String(signal, java.nio.charset.StandardCharsets.UTF_8));
      }

      @Override
      public void close(long socket, short code) {
        clients.get(node).get(socket).closed = code;
      }

      @Override
      public void toNode(long to, BusMessage message) {
        bus.add(new Sent(node, to, message));
      }

      @Override
      public void toMatchmaker(BusMessage message) {
        bus.add(new Sent(node, MATCHMAKER, message));
      }

      @Override
      public void report(int subject, int recipient) {
        reports.add(new int[] {subject, recipient});
      }
    };
  }

  private Abuse abuse() {
    return new Abuse() {
      @Override
      public int era() {
        return day;
      }

      @Override
      public int handle(InetAddress address) {
        return (address.hashCode() ^ day) & 0xffffff;
      }

      @Override
      public Duration cooldown(InetAddress address, int handle) {
        return cooldowns.getOrDefault(address.getHostAddress(), Duration.ZERO);
      }
    };
  }

  private static Ice ice() {
    return new Ice() {
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
    };
  }
}

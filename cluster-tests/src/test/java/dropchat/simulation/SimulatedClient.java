package dropchat.simulation;

import dropchat.signaling.session.Origin;
import dropchat.signaling.wire.ClientMessage;
import dropchat.signaling.wire.ClientMessage.Reason;
import dropchat.signaling.wire.ServerMessage;
import dropchat.signaling.wire.ServerMessage.Cooldown;
import dropchat.signaling.wire.ServerMessage.Draining;
import dropchat.signaling.wire.ServerMessage.Matched;
import dropchat.signaling.wire.ServerMessage.PeerLeft;
import dropchat.signaling.wire.ServerMessage.Reopened;
import dropchat.signaling.wire.ServerMessage.Waiting;
import dropchat.signaling.wire.ServerMessage.Welcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody at a browser, who does this and that without much patience, but never what the protocol
 * forbids; and who notices when the server does.
 */
final class SimulatedClient {

  /** Where a client takes itself to be. */
  enum View {
    AWAY,
    IDLE,
    JOINING,
    WAITING,
    PAIRING,
    TALKING,
    CALLING
  }

  private static final List<String> LANGUAGES = List.of("de", "en", "pt");
  private static final List<String> INTERESTS = List.of("music", "chess");
  private static final int MOST_AVOIDED = 8;
  private static final int LONGEST_THOUGHT_MS = 2_500;
  private static final int DOUBLE_CLICK_MS = 80;

  final Origin origin;
  private final int number;
  private final Simulation world;
  private final Dice dice;

  /** Waits for whatever comes. */
  private final boolean patient;

  private final List<String> met = new ArrayList<>();
  private SimulatedSocket socket;
  private View view = View.AWAY;

  /** Joins that are still without their answer. */
  private int unanswered;

  private boolean heardPeer;
  private boolean moving;

  SimulatedClient(Simulation world, int number) {
    this.world = world;
    this.dice = world.dice;
    this.number = number;
    this.origin = world.origin(number);
    this.patient = dice.chance(0.4);
    thinkAgain();
  }

  private void thinkAgain() {
    world.schedule.in(
        dice.between(1, dice.chance(0.15) ? DOUBLE_CLICK_MS : LONGEST_THOUGHT_MS),
        () -> {
          if (!world.hushed()) {
            act();
          }
          thinkAgain();
        });
  }

  private void act() {
    if (view != View.AWAY && (moving || !patient && dice.chance(0.02))) {
      hangUp();
      return;
    }
    switch (view) {
      case AWAY -> connect();
      case IDLE -> join();
      case JOINING, CALLING -> {}
      case WAITING -> whileWaiting();
      case PAIRING -> whilePairing();
      case TALKING -> whileTalking();
    }
  }

  // ---- what it does

  private void whileWaiting() {
    if (patient) {
      return;
    }
    if (dice.chance(0.15)) {
      leave();
    } else if (dice.chance(0.15)) {
      join();
    } else if (dice.chance(0.05) && !met.isEmpty()) {
      reopen(dice.oneOf(met));
    }
  }

  private void whilePairing() {
    if (heardPeer && dice.chance(0.5)) {
      socket.say(new ClientMessage.Connected());
      view = View.TALKING;
    } else if (dice.chance(0.1)) {
      leave();
    } else if (dice.chance(0.05)) {
      join();
    } else if (dice.chance(0.05)) {
      reopen(dice.oneOf(met));
    } else {
      socket.signal();
    }
  }

  private void whileTalking() {
    if (dice.chance(0.1)) {
      socket.say(new ClientMessage.Report(met.getLast(), Reason.SPAM));
    }
    if (dice.chance(0.3)) {
      reopen(met.getLast());
    } else if (dice.chance(0.5)) {
      leave();
    } else if (dice.chance(0.3)) {
      join();
    }
  }

  private void connect() {
    var node = world.anyNode();
    if (node != null) {
      socket = new SimulatedSocket(world, this, node);
      socket.open();
      view = View.JOINING; // until welcome
      unanswered = 0;
      moving = false;
    }
  }

  private void join() {
    socket.say(
        new ClientMessage.Join(some(LANGUAGES), some(INTERESTS), "commit " + number, avoided()));
    unanswered++;
    view = View.JOINING;
  }

  private List<String> avoided() {
    return dice.chance(0.5) ? List.of() : met.stream().filter(token -> dice.chance(0.5)).toList();
  }

  private List<String> some(List<String> words) {
    return words.stream().filter(word -> dice.chance(0.4)).toList();
  }

  private void leave() {
    socket.say(new ClientMessage.Leave());
    view = View.IDLE;
  }

  private void reopen(String token) {
    socket.say(new ClientMessage.Reopen(token));
    view = View.CALLING;
  }

  void hangUp() {
    if (view != View.AWAY) {
      socket.hangUp();
      view = View.AWAY;
    }
  }

  void vanish(long foundOutMs) {
    if (view != View.AWAY) {
      socket.vanish(foundOutMs);
      view = View.AWAY;
    }
  }

  // ---- what it hears

  void isDropped() {
    view = View.AWAY;
  }

  void hears(ServerMessage message) {
    switch (message) {
      case Welcome welcome -> view = View.IDLE;
      case Waiting waiting -> answered(View.WAITING);
      case Cooldown cooldown -> answered(View.IDLE);
      case Draining draining -> moving = true;
      case Matched matched -> matched(matched);
      case Reopened reopened -> reopened(reopened);
      case PeerLeft left -> peerLeft();
      case ServerMessage.Error error -> view = View.IDLE; // an unreadable token
      default -> {}
    }
  }

  void hearsSignal() {
    refuseIn(View.WAITING, "a signal");
    heardPeer |= view == View.PAIRING;
  }

  private void answered(View then) {
    unanswered--;
    if (unanswered == 0 && view == View.JOINING) {
      view = then;
    }
  }

  private void matched(Matched matched) {
    refuseIn(View.PAIRING, "another match");
    refuseIn(View.TALKING, "another match");
    if (view == View.WAITING) {
      paired(matched.peerToken());
    }
  }

  /** Answered with leave where nobody has called: there is no talk to reopen. */
  private void reopened(Reopened reopened) {
    if (view == View.CALLING || view == View.TALKING || view == View.PAIRING) {
      paired(reopened.peerToken());
    } else if (view == View.WAITING || view == View.IDLE) {
      leave();
    }
  }

  private void paired(String peerToken) {
    view = View.PAIRING;
    heardPeer = false;
    met.add(peerToken);
    if (met.size() > MOST_AVOIDED) {
      met.removeFirst();
    }
    socket.signal();
  }

  private void peerLeft() {
    refuseIn(View.WAITING, "peer-left");
    if (view == View.PAIRING || view == View.TALKING || view == View.CALLING) {
      view = View.IDLE;
    }
  }

  private void refuseIn(View impossible, String what) {
    if (view == impossible) {
      throw new Violation(
          "1, nobody is in two pairings", socket + " hears of " + what + " while " + view);
    }
  }
}

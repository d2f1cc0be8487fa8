package dropchat.bench;

import java.util.function.Consumer;

/**
 * One client: joins when told to, is matched, sends what a browser would send, and tells when it is
 * idle again. The offerer of a pair skips once it has heard all of the other's. An idle one may be
 * told to join on any thread; all else happens on its connection's event loop.
 */
final class Client implements Speech.Listener {

  private static final int CANDIDATES = 6;
  private static final int DESCRIPTION_BYTES = 1_800;
  private static final int CANDIDATE_BYTES = 200;

  private final Speech speech;
  private final String interest;
  private final Tally tally;
  private final Consumer<Client> onIdle;
  private boolean offerer;
  private boolean paired;
  private int heard;
  private long dueNanos;

  /**
   * @param interest of its pair; null: meets anybody
   */
  Client(Speech speech, String interest, Tally tally, Consumer<Client> onIdle) {
    this.speech = speech;
    this.interest = interest;
    this.tally = tally;
    this.onIdle = onIdle;
    speech.listen(this);
  }

  String interest() {
    return interest;
  }

  /**
   * @param due when this should have happened, of {@link System#nanoTime()}
   */
  void join(long due) {
    dueNanos = due;
    speech.join(interest);
  }

  /** Without a word. */
  void close() {
    speech.close();
  }

  @Override
  public void matched(boolean asOfferer) {
    tally.matched(dueNanos);
    paired = true;
    offerer = asOfferer;
    heard = 0;
    if (offerer) {
      describe();
    }
  }

  @Override
  public void signal(long sentNanos) {
    tally.signal(sentNanos);
    if (!paired) {
      return;
    }
    heard++;
    if (heard == 1 && !offerer) {
      describe();
    }
    if (heard == 1 + CANDIDATES && offerer) {
      speech.leave();
      tally.cycle();
      end();
    }
  }

  /** An offer or an answer, and all candidates. */
  private void describe() {
    speech.signal(DESCRIPTION_BYTES, System.nanoTime());
    for (int i = 0; i < CANDIDATES; i++) {
      speech.signal(CANDIDATE_BYTES, System.nanoTime());
    }
  }

  @Override
  public void peerLeft() {
    end();
  }

  @Override
  public void refused() {
    tally.error();
  }

  private void end() {
    if (paired) {
      paired = false;
      onIdle.accept(this);
    }
  }
}

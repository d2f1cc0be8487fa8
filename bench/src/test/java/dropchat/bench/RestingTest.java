package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RestingTest {

  private final Resting resting = new Resting();

  @Test
  void onlyTheTwoOfAPairMeet() {
    var one = client("pair 1");
    var two = client("pair 2");
    var alsoOne = client("pair 1");
    resting.add(one);
    resting.add(two);
    assertThat(resting.poll()).isNull();
    resting.add(alsoOne);
    var pair = resting.poll();
    assertThat(Set.of(pair.one(), pair.other())).containsExactlyInAnyOrder(one, alsoOne);
  }

  @Test
  void whereThereAreNoPairsAnyTwoMeet() {
    resting.add(client(null));
    assertThat(resting.poll()).isNull();
    resting.add(client(null));
    assertThat(resting.poll()).isNotNull();
  }

  private static Client client(String interest) {
    return new Client(new Silence(), interest, new Tally(), idle -> {});
  }

  private record Silence() implements Speech {
    @Override
    public void listen(Listener listener) {}

    @Override
    public void join(String interest) {}

    @Override
    public void leave() {}

    @Override
    public void signal(int bytes, long sentNanos) {}

    @Override
    public void close() {}
  }
}

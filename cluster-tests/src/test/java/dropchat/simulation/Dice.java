package dropchat.simulation;

import java.util.List;
import java.util.Random;

/** All chance of one run, thrown from one seed. */
final class Dice {

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Both ends included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  /** Dice of their own, so that one more throw there changes nothing here. */
  Random others() {
    return new Random(random.nextLong());
  }
}

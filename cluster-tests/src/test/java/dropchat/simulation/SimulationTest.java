package dropchat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.simulation.Simulate.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The five invariants, in many worlds; and that a world in which they do not hold is noticed. */
class SimulationTest {

  private static final int SEEDS = 10_000;
  private static final int SEEDS_TO_NOTICE = 1_000;

  @Test
  @Timeout(120)
  void theInvariantsHoldWhateverHappens() {
    var failure = Simulate.firstFailure(SEEDS, Broken.NOTHING);
    assertThat(failure.map(Failure::story)).isEmpty();
  }

  @Test
  void oneSeedIsOneRun() {
    for (int seed = 1; seed <= 5; seed++) {
      assertThat(trace(seed)).isEqualTo(trace(seed)).hasSizeGreaterThan(500);
    }
    assertThat(trace(1)).isNotEqualTo(trace(2));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NOTHING")
  void aBrokenGuardIsNoticed(Broken guard) {
    assertThat(Simulate.firstFailure(SEEDS_TO_NOTICE, guard).map(Failure::what))
        .hasValueSatisfying(what -> assertThat(what).doesNotStartWith(Simulate.NO_INVARIANT));
  }

  private static List<String> trace(long seed) {
    var simulation = new Simulation(seed, Broken.NOTHING, true);
    simulation.run();
    return simulation.trace.lines();
  }
}

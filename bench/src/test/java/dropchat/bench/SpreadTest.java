package dropchat.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(9.0, 1.0, 3.0, 5.0))).isEqualTo(new Spread(1, 4, 9));
  }

  @Test
  void eachIsComparedWithItsNeighbourInTime() {
    assertThat(Spread.ofRatios(List.of(2.0, 30.0, 4.0), List.of(1.0, 10.0, 1.0)))
        .isEqualTo(new Spread(2, 3, 4));
  }
}

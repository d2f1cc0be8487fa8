package dropchat.signaling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlineTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "9,0",
    "10,10",
    "99,99",
    "100,100",
    "129,120",
    "12345,12000",
    "2147483647,2100000000"
  })
  void belowTenItIsZeroElseTwoSignificantDigits(int count, int told) {
    assertThat(Online.coarse(count)).isEqualTo(told);
  }
}

package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.gateway.Limits.Rate;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrowdTest {

  private static final Rate WIDE = new Rate(100, 100);

  private final Crowd crowd = new Crowd(new Limits(64, WIDE, 100, WIDE, WIDE, WIDE, 1, 1));
  private final InetAddress address = InetAddress.getLoopbackAddress();

  @Test
  void anAddressIsForgottenWithItsLastSocket() throws Exception {
    crowd.enter(address);
    crowd.enter(address);
    crowd.leave(address);
    assertThat(addresses()).hasSize(1);
    crowd.leave(address);
    assertThat(addresses()).isEmpty();
  }

  @Test
  void whoSharesAnAddressIsNotToldWhenAnotherComes() {
    crowd.enter(address);
    var alone = crowd.held(address);
    crowd.enter(address);
    assertThat(crowd.held(address)).isEqualTo(alone).containsEntry("socketsOfAddress", "0-7");
    for (int i = 2; i < 8; i++) {
      crowd.enter(address);
    }
    assertThat(crowd.held(address)).containsEntry("socketsOfAddress", "8-15");
  }

  private Map<?, ?> addresses() throws ReflectiveOperationException {
    var field = Crowd.class.getDeclaredField("byAddress");
    field.setAccessible(true);
    return (Map<?, ?>) field.get(crowd);
  }
}

package dropchat.signaling.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dropchat.signaling.gateway.Asset.Coded;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetTest {

  private final Asset asset =
      new Asset(
          "text/html",
          false,
          List.of(
              new Coded("br", "1", Buffer.buffer()),
              new Coded("gzip", "2", Buffer.buffer()),
              new Coded(null, "3", Buffer.buffer())));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "gzip, deflate, br|br",
        "gzip|gzip",
        "br;q=0, gzip;q=0.5|gzip",
        "br;q=0.0,gzip;q=0|none",
        "identity|none",
        "none|none",
        "brotli|none"
      })
  void theSmallestFormThatIsAcceptedIsServed(String acceptEncoding, String coding) {
    assertThat(asset.bestFor(acceptEncoding).coding()).isEqualTo(coding);
  }
}

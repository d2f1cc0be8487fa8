package dropchat.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryYamlConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.instance.EndpointQualifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Hazelcast is told to do. */
class JoinTest {

  private static final String HOST = "127.0.0.1";

  private final Config config =
      new Join(HOST, 5701, List.of(), 1, Set.of("signaling"), 1, null)
          .hazelcast(new Seeds(List.of()));

  @Test
  void itsFileIsAsHazelcastsSchemaAllows() {
    System.setProperty(Join.SCHEMA_CHECK, "true");
    assertThat(new InMemoryYamlConfig(Join.yaml()).getClusterName()).isEqualTo("dropchat");
    var misspelt = Join.yaml().replace("cluster-name:", "cluster-nmae:");
    assertThatThrownBy(() -> new InMemoryYamlConfig(misspelt)).hasMessageContaining("nmae");
  }

  @Test
  void itNeverPhonesHome() {
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getMetricsConfig().isEnabled()).isFalse();
  }

  @Test
  void itLooksForMembersNowhereByItself() {
    var join = config.getAdvancedNetworkConfig().getJoin();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.isAutoDetectionEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
  }

  @Test
  void itListensAtItsOwnAddressAndPortAndAtNoOther() {
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(config.getProperty("hazelcast.local.localAddress")).isEqualTo(HOST);
    var endpoints = config.getAdvancedNetworkConfig().getEndpointConfigs();
    assertThat(endpoints).containsOnlyKeys(EndpointQualifier.MEMBER);
    var endpoint = (ServerSocketEndpointConfig) endpoints.get(EndpointQualifier.MEMBER);
    assertThat(endpoint.getPort()).isEqualTo(5701);
    assertThat(endpoint.isPortAutoIncrement()).isFalse();
    assertThat(endpoint.getSocketConnectTimeoutSeconds()).isEqualTo(1);
    assertThat(endpoint.getSocketLingerSeconds()).isNegative();
  }
}

package dropchat.processes;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryYamlConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A member of Hazelcast that is none of ours: it says of itself that it speaks another version of
 * the bus messages, and sees what Hazelcast tells any member.
 */
final class Onlooker implements AutoCloseable {

  private final HazelcastInstance member;

  Onlooker(Members cluster) {
    var config = config();
    config.setProperty("hazelcast.discovery.enabled", "false");
    config.setProperty("hazelcast.local.localAddress", Host.LOOPBACK.address());
    config.setProperty("hazelcast.logging.type", "none");
    var network = config.getAdvancedNetworkConfig();
    network.setMemberEndpointConfig(new ServerSocketEndpointConfig().setPort(Host.freePort()));
    var join = network.getJoin().getTcpIpConfig().setEnabled(true);
    cluster
        .all()
        .forEach(member -> join.addMember(member.host.address() + ":" + member.clusterPort));
    config
        .getMemberAttributeConfig()
        .setAttribute("dropchat.process", "ab00")
        .setAttribute("dropchat.roles", Members.BOTH)
        .setAttribute("dropchat.bus", "another");
    member = Hazelcast.newHazelcastInstance(config);
  }

  private static Config config() {
    try (var yaml = Onlooker.class.getResourceAsStream("/hazelcast.yaml")) {
      return new InMemoryYamlConfig(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every address of the bus that somebody listens at. */
  Set<String> addresses() {
    return member.getMultiMap("__vertx.subs").keySet().stream()
        .map(Object::toString)
        .collect(Collectors.toSet());
  }

  /** The cluster does not know any more who listens there. */
  void forget(String address) {
    member.getMultiMap("__vertx.subs").delete(address);
  }

  @Override
  public void close() {
    member.shutdown();
  }
}

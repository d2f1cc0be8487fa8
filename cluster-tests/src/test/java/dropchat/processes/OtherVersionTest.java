package dropchat.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryYamlConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Members of another version of the bus messages, as there are during the change to one. Of such a
 * process only what it says of itself as a member is made here.
 */
class OtherVersionTest {

  @RegisterExtension static final Members CLUSTER = Members.tellingAll(Members.BOTH, Members.BOTH);

  @Test
  void theOldestMatchmakerOfTheOwnVersionLeadsHoweverOldOthersAre() throws IOException {
    var older = CLUSTER.node(0);
    var younger = CLUSTER.node(1);
    younger.kill();
    var other = memberOfAnotherVersion();
    try {
      CLUSTER.revive(younger);
      older.kill(); // now the other is the oldest of all
      Until.holds("somebody leads", Member.START, younger::ready);
      CLUSTER.pairAt(younger, younger).expectSignalsBothWays();
    } finally {
      other.shutdown();
    }
  }

  /** What Hazelcast tells any member: one address for each event loop, however many come. */
  @Test
  void clientsRegisterNothingOnTheBus() throws IOException {
    var other = memberOfAnotherVersion();
    try {
      var addresses = other.getMultiMap("__vertx.subs");
      int before = addresses.keySet().size();
      assertThat(before).isPositive();
      for (int i = 0; i < 100; i++) {
        CLUSTER.guestAt(CLUSTER.node(i % 2)).join();
      }
      assertThat(addresses.keySet()).hasSize(before);
    } finally {
      other.shutdown();
    }
  }

  private static HazelcastInstance memberOfAnotherVersion() throws IOException {
    Config config;
    try (var yaml = OtherVersionTest.class.getResourceAsStream("/hazelcast.yaml")) {
      config = new InMemoryYamlConfig(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
    }
    config.setProperty("hazelcast.discovery.enabled", "false");
    config.setProperty("hazelcast.local.localAddress", Host.LOOPBACK.address());
    config.setProperty("hazelcast.logging.type", "none");
    var network = config.getAdvancedNetworkConfig();
    network.setMemberEndpointConfig(new ServerSocketEndpointConfig().setPort(Host.freePort()));
    var join = network.getJoin().getTcpIpConfig().setEnabled(true);
    CLUSTER
        .all()
        .forEach(member -> join.addMember(member.host.address() + ":" + member.clusterPort));
    config
        .getMemberAttributeConfig()
        .setAttribute("dropchat.process", "ab00")
        .setAttribute("dropchat.roles", Members.BOTH)
        .setAttribute("dropchat.bus", "another");
    return Hazelcast.newHazelcastInstance(config);
  }
}

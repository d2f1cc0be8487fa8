package dropchat.cluster;

import com.hazelcast.cluster.Address;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.SimpleDiscoveryNode;
import com.hazelcast.spi.discovery.integration.DiscoveryService;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where members may be. A name stands for all its addresses, and is looked up anew whenever Hazelcast looks for others:
 * of a name's addresses its own list of members would only try the first.
 *
 * @param seeds HOST:PORT
 */
record Seeds(List<String> seeds) implements DiscoveryService {

  @Override
  public Iterable<DiscoveryNode> discoverNodes() {
    return seeds.stream().flatMap(Seeds::nodes).toList();
  }

  private static Stream<DiscoveryNode> nodes(String seed) {
    int colon = seed.lastIndexOf(':');
    int port = Integer.parseInt(seed.substring(colon + 1));
    try {
      return Arrays.stream(InetAddress.getAllByName(seed.substring(0, colon)))
          .map(address -> new SimpleDiscoveryNode(new Address(address, port)));
    } catch (UnknownHostException nobodyThereYet) {
      return Stream.empty();
    }
  }

  @Override
  public void start() {}

  @Override
  public void destroy() {}

  @Override
  public Map<String, String> discoverLocalMetadata() {
    return Map.of();
  }
}

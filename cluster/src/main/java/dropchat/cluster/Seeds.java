package dropchat.cluster;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import com.hazelcast.cluster.Address;
import com.hazelcast.spi.discovery.DiscoveryNode;
import com.hazelcast.spi.discovery.SimpleDiscoveryNode;
import com.hazelcast.spi.discovery.integration.DiscoveryService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where members may be. A name stands for all its addresses, and is looked up anew whenever
 * Hazelcast looks for others: of a name's addresses its own list of members would only try the
 * first.
 *
 * <p>Once a process has joined, Hazelcast looks for the other side of a split, and waits 5 s for
 * each address that does not answer: so from then on only those are named that do. The kernel still
 * takes connections for a process that hangs: a greeting must come back.
 */
final class Seeds implements DiscoveryService {

  /** A round trip over bad wires, and less than Hazelcast would wait. */
  private static final int CONNECT_MS = 1_000;

  private static final int ANSWER_MS = 1_000;

  /** How members of Hazelcast greet each other, both sides alike. */
  private static final byte[] GREETING = "HZC".getBytes(StandardCharsets.US_ASCII);

  /** Of names to all their addresses. */
  interface Names {
    InetAddress[] of(String name) throws UnknownHostException;
  }

  private final List<String> seeds;
  private final Names names;
  private volatile boolean joined;

  /**
   * @param seeds HOST:PORT
   */
  Seeds(List<String> seeds) {
    this(seeds, InetAddress::getAllByName);
  }

  Seeds(List<String> seeds, Names names) {
    this.seeds = seeds;
    this.names = names;
  }

  /** This process is a member now. */
  void joined() {
    joined = true;
  }

  @Override
  public Iterable<DiscoveryNode> discoverNodes() {
    var nodes = seeds.stream().flatMap(this::nodes).toList();
    return joined ? thoseThatAnswer(nodes) : nodes;
  }

  /** All are asked at once: who hangs costs no more than one of them. */
  private static List<DiscoveryNode> thoseThatAnswer(List<DiscoveryNode> nodes) {
    var asked =
        nodes.stream()
            .map(node -> supplyAsync(() -> answers(node), Thread::startVirtualThread))
            .toList();
    return IntStream.range(0, nodes.size())
        .filter(i -> asked.get(i).join())
        .mapToObj(nodes::get)
        .toList();
  }

  private static boolean answers(DiscoveryNode node) {
    try (var socket = new Socket()) {
      socket.connect(node.getPrivateAddress().getInetSocketAddress(), CONNECT_MS);
      socket.setSoTimeout(ANSWER_MS);
      socket.getOutputStream().write(GREETING);
      return Arrays.equals(socket.getInputStream().readNBytes(GREETING.length), GREETING);
    } catch (IOException nobodyThereNow) {
      return false;
    }
  }

  private Stream<DiscoveryNode> nodes(String seed) {
    int colon = seed.lastIndexOf(':');
    int port = Integer.parseInt(seed.substring(colon + 1));
    try {
      return Arrays.stream(names.of(seed.substring(0, colon)))
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

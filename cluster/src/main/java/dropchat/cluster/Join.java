package dropchat.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryYamlConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * How a process becomes one of many.
 *
 * @param host our address towards the others, for Hazelcast and for the bus
 * @param port Hazelcast's; the bus takes a free one
 * @param seeds HOST:PORT of some members, perhaps of ourselves; a name may stand for many addresses
 * @param nodes how many it is
 * @param tls null: the bus is in the clear
 */
public record Join(
    String host,
    int port,
    List<String> seeds,
    long process,
    Set<String> roles,
    int nodes,
    Tls tls) {

  /**
   * PEM files. Whoever has a certificate of this authority may join the bus: let it sign nobody
   * else.
   */
  public record Tls(String certificate, String key, String authority) {}

  /** A joined process. */
  public record Joined(Vertx vertx, Membership membership) {}

  /** The file is ours, and a test checks it: to do so at each start takes most of a second. */
  static final String SCHEMA_CHECK = "hazelcast.config.schema.validation.enabled";

  private static final int PING_MS = 2_000;
  private static final int CONNECT_MS = 2_000;

  /** Where a machine or container is gone, or cut off, nobody refuses: it must not be for ever. */
  private static final int HAZELCAST_CONNECT_SECONDS = 1;

  /**
   * The other side hears of a close at once. With a linger of 0, the endpoint's default, Java
   * closes a socket only when its selector next wakes: seconds later, where nothing else comes.
   */
  private static final int NO_LINGER = -1;

  private static final int WRITE_IDLE_SECONDS = 5;

  public Future<Joined> with(VertxOptions options) {
    var found = new Seeds(seeds);
    var manager = new LastingRegistrations(hazelcast(found));
    return Vertx.builder()
        .with(options.setEventBusOptions(bus()))
        .withClusterManager(manager)
        .buildClustered()
        .onSuccess(vertx -> found.joined())
        .compose(
            vertx -> {
              var hazelcast = manager.getHazelcastInstance();
              var membership =
                  new HazelcastMembership(hazelcast, vertx, process, manager::renew);
              new Introductions(hazelcast, BatchCodec.taughtTo(vertx), process, manager).begin();
              return membership.listen().map(new Joined(vertx, membership));
            });
  }

  Config hazelcast(Seeds found) {
    System.setProperty(SCHEMA_CHECK, "false");
    var config = new InMemoryYamlConfig(yaml());
    var network = config.getAdvancedNetworkConfig();
    network.setMemberEndpointConfig(endpoint());
    config.setProperty("hazelcast.local.localAddress", host);
    network.getJoin().getDiscoveryConfig().setDiscoveryServiceProvider(settings -> found);
    config
        .getMemberAttributeConfig()
        .setAttribute(HazelcastMembership.PROCESS, Long.toHexString(process))
        .setAttribute(HazelcastMembership.ROLES, String.join(",", roles))
        .setAttribute(HazelcastMembership.NODES, "" + nodes)
        .setAttribute(HazelcastMembership.BUS, BatchCodec.VERSION);
    return config;
  }

  private ServerSocketEndpointConfig endpoint() {
    var endpoint = new ServerSocketEndpointConfig();
    endpoint
        .setPort(port)
        .setPortAutoIncrement(false)
        .setPublicAddress((host.contains(":") ? "[" + host + "]" : host) + ":" + port)
        .setSocketConnectTimeoutSeconds(HAZELCAST_CONNECT_SECONDS)
        .setSocketLingerSeconds(NO_LINGER);
    return endpoint;
  }

  static String yaml() {
    try (var in = Join.class.getResourceAsStream("/hazelcast.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A peer that hangs is noticed by writes that do not get through: its buffer must not grow for
   * ever.
   */
  private EventBusOptions bus() {
    var bus =
        new EventBusOptions()
            .setHost(host)
            .setClusterPingInterval(PING_MS)
            .setClusterPingReplyInterval(PING_MS);
    bus.setConnectTimeout(CONNECT_MS).setWriteIdleTimeout(WRITE_IDLE_SECONDS);
    if (tls != null) {
      bus.setSsl(true)
          .setTrustAll(false)
          .setClientAuth(ClientAuth.REQUIRED)
          .setKeyCertOptions(
              new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(tls.key()))
          .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority()));
    }
    return bus;
  }
}

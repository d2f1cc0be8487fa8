package dropchat.signaling.app;

import dropchat.signaling.gateway.Network;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * This machine's own address towards the other processes: given as it is, by a name, or by the
 * network that it lies in. The last one is for containers, which are given their addresses.
 */
final class OwnAddress {

  private OwnAddress() {}

  /**
   * As the IP address literal that Java, and so Hazelcast, writes: an IPv6 address has several.
   *
   * @throws InvalidSettingException if this machine has no such name, and no address in such a
   *     network
   */
  static String of(String host) throws InvalidSettingException {
    try {
      if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
        return literal(InetAddress.getByName(host));
      }
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(host.contains("/") ? new Network(host)::contains : named(host))
          .findFirst()
          .map(OwnAddress::literal)
          .orElseThrow(IllegalArgumentException::new);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidSettingException(
          Setting.CLUSTER_HOST.option()
              + ": not allowed; allowed: an address or a name of this machine, or a network that it"
              + " has an address in: 10.0.0.0/8");
    }
  }

  private static Predicate<InetAddress> named(String host) throws UnknownHostException {
    return Arrays.asList(InetAddress.getAllByName(host))::contains;
  }

  /** Without the zone of an IPv6 address. */
  private static String literal(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }
}

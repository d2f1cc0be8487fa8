package dropchat.signaling.gateway;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Addresses that begin alike (RFC 4632, RFC 4291): 10.0.0.0/8. Equal if written alike. */
public final class Network {

  private final String text;
  private final IpSubnetFilterRule rule;

  /**
   * @throws IllegalArgumentException unless it is an address with a prefix length
   */
  public Network(String text) {
    int slash = text.indexOf('/');
    var address = text.substring(0, Math.max(0, slash));
    if (!NetUtil.isValidIpV4Address(address) && !NetUtil.isValidIpV6Address(address)) {
      throw new IllegalArgumentException("no network");
    }
    this.text = text;
    int prefix = Integer.parseInt(text.substring(slash + 1));
    this.rule = new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }

  public static boolean anyContains(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  public boolean contains(InetAddress address) {
    return rule.matches(new InetSocketAddress(address, 0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network && network.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

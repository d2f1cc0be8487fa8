package dropchat.cluster;

/**
 * One socket in the cluster, for as long as it lives.
 *
 * @param node random per node and process start: a node is one gateway verticle
 * @param socket counts up within its node and is never reused there
 */
public record Peer(long node, long socket) {}

package dropchat.cluster;

/**
 * What one side of a pairing tells the other's node.
 *
 * @param commit handed on untouched, or null
 * @param country ISO 3166-1 alpha-2, or null where unknown
 * @param handle the abuse handle, 24 bits
 */
public record Profile(String commit, String country, int handle) {}

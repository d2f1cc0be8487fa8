package dropchat.cluster;

import java.util.List;

/** What two peers have in common, in the host's order. */
public record Shared(List<String> languages, List<String> interests) {}

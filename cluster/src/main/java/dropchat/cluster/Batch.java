package dropchat.cluster;

import java.util.List;

/** All that one sender has for one receiver in one pass of its event loop, in order. */
public record Batch(long from, List<BusMessage> messages) {}

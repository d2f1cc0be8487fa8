package dropchat.bench;

import java.util.List;

/**
 * A server, or several that work together, and how to start it.
 *
 * @param commands one for each process
 * @param ports of which all answer once it is ready
 */
record Contestant(
    String name, List<List<String>> commands, List<Integer> ports, Crowd.Place place) {}

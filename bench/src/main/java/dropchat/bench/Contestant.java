package dropchat.bench;

import java.util.List;

/**
 * A server, or several that work together, and how to start it.
 *
 * @param commands one for each process
 * @param ports of which all answer once it is ready
 */
record Contestant(
    String name, List<List<String>> commands, List<Integer> ports, Crowd.Place place) {

  /** The first so many processes of it, of which all but the first take clients. */
  Contestant first(int processes) {
    return new Contestant(
        name,
        commands.subList(0, processes),
        ports.subList(0, processes),
        place.first(processes - 1));
  }
}

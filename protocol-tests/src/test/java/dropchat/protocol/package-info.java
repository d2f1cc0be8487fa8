/**
 * The server as a black box. A test starts the real process, speaks the wire to it over real sockets, and holds every
 * message it hears, and every message an honest client says, against the schemas in {@code docs/protocol}.
 *
 * <p>{@link dropchat.protocol.Node} is the process, {@link dropchat.protocol.Wire} one WebSocket down to its bits,
 * {@link dropchat.protocol.Peer} an honest client on top of it.
 */
package dropchat.protocol;

package dropchat.bench;

import io.vertx.core.Future;
import io.vertx.core.net.NetClient;
import java.net.URI;

/** Which words a server knows. */
enum Dialect {
  /** Protocol dropchat.v1. */
  DROPCHAT {
    @Override
    Future<Speech> open(NetClient from, URI server, String name) {
      return Wire.open(from, server, "/signal", "dropchat.v1").map(DropChatSpeech::new);
    }
  },
  /** Engine.IO 4 by WebSocket, and Socket.IO 5 in it. */
  SOCKET_IO {
    @Override
    Future<Speech> open(NetClient from, URI server, String name) {
      return Wire.open(from, server, "/socket.io/?EIO=4&transport=websocket", null)
          .compose(SocketIoSpeech::greet);
    }
  },
  /** PeerJS's server, which relays and matches nobody: who meets whom is agreed on beforehand. */
  PEERJS {
    @Override
    Future<Speech> open(NetClient from, URI server, String name) {
      return Wire.open(from, server, "/peerjs?key=peerjs&token=bench&id=" + name, null)
          .map(wire -> new PeerJsSpeech(wire, name));
    }
  };

  /**
   * @param name the client's, where clients need one; the names of a pair differ in the last
   *     character, which is a or b
   */
  abstract Future<Speech> open(NetClient from, URI server, String name);
}

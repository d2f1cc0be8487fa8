// A waiting room and a relay on ws, as lean as it can be: nothing is checked, limited or sealed.
// node ws.mjs PORT
import { WebSocketServer } from "ws";
import "./collect.mjs";

const waiting = new Map(); // by interest

const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.argv[2]), handleProtocols: () => "dropchat.v1" });
server.on("connection", (socket) => {
  socket.on("message", (data, isBinary) => {
    if (isBinary) {
      socket.peer?.send(data);
      return;
    }
    const message = JSON.parse(data);
    if (message.type === "join") join(socket, message.interests?.[0] ?? "");
    else if (message.type === "leave") leave(socket);
  });
  socket.on("close", () => leave(socket));
});

function join(socket, interest) {
  const peer = waiting.get(interest);
  if (!peer) {
    waiting.set(interest, socket);
    socket.interest = interest;
    return;
  }
  waiting.delete(interest);
  socket.peer = peer;
  peer.peer = socket;
  tell(socket, { type: "matched", role: "offerer" });
  tell(peer, { type: "matched", role: "answerer" });
}

function leave(socket) {
  if (waiting.get(socket.interest) === socket) waiting.delete(socket.interest);
  const peer = socket.peer;
  if (!peer) return;
  socket.peer = peer.peer = null;
  tell(peer, { type: "peer-left" });
}

function tell(socket, message) {
  socket.send(JSON.stringify(message));
}

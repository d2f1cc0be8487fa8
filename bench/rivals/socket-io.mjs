// A waiting room and a relay on Socket.IO, WebSocket only: node socket-io.mjs PORT
import { createServer } from "node:http";
import { Server } from "socket.io";
import "./collect.mjs";

const waiting = new Map(); // by interest

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => {
  socket.on("join", (wish) => join(socket, wish.interests?.[0] ?? ""));
  socket.on("signal", (bytes) => socket.data.peer?.emit("signal", bytes));
  socket.on("leave", () => leave(socket));
  socket.on("disconnect", () => leave(socket));
});
http.listen(Number(process.argv[2]), "127.0.0.1");

function join(socket, interest) {
  const peer = waiting.get(interest);
  if (!peer) {
    waiting.set(interest, socket);
    socket.data.interest = interest;
    return;
  }
  waiting.delete(interest);
  socket.data.peer = peer;
  peer.data.peer = socket;
  socket.emit("matched", { role: "offerer" });
  peer.emit("matched", { role: "answerer" });
}

function leave(socket) {
  if (waiting.get(socket.data.interest) === socket) waiting.delete(socket.data.interest);
  const peer = socket.data.peer;
  if (!peer) return;
  socket.data.peer = peer.data.peer = null;
  peer.emit("peer-left");
}

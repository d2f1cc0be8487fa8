// The same on many nodes, by Socket.IO's own adapter for Redis: node socket-io-redis.mjs PORT REDIS-PORT
import { createServer } from "node:http";
import { createAdapter } from "@socket.io/redis-adapter";
import { Server } from "socket.io";
import "./collect.mjs";
import { connect, waitingRoom } from "./meet.mjs";

const [port, redisPort] = process.argv.slice(2).map(Number);
const redis = await connect(redisPort);
const meet = await waitingRoom(redis);

const http = createServer();
const io = new Server(http, {
  transports: ["websocket"],
  serveClient: false,
  adapter: createAdapter(redis, await connect(redisPort)),
});
io.on("connection", (socket) => {
  socket.on("join", (wish) => join(socket, wish.interests?.[0] ?? ""));
  socket.on("signal", (bytes) => socket.data.peer && io.to(socket.data.peer).emit("signal", bytes));
  socket.on("leave", () => leave(socket));
  socket.on("disconnect", () => leave(socket));
});
// only this tells the other node's socket whom it has met
io.on("met", (answerer, offerer) => {
  const socket = io.sockets.sockets.get(answerer);
  if (!socket) return;
  socket.data.peer = offerer;
  socket.emit("matched", { role: "answerer" });
});
io.on("parted", (left) => {
  const socket = io.sockets.sockets.get(left);
  if (!socket) return;
  socket.data.peer = null;
  socket.emit("peer-left");
});
http.listen(port, "127.0.0.1");

async function join(socket, interest) {
  const found = await meet(interest, socket.id);
  if (!found) return;
  socket.data.peer = found;
  io.serverSideEmit("met", found, socket.id);
  socket.emit("matched", { role: "offerer" });
}

function leave(socket) {
  if (socket.data.peer) io.serverSideEmit("parted", socket.data.peer);
  socket.data.peer = null;
}

// The same on many nodes: partners are found in Redis, and each node has a channel there for what its clients are sent.
// node ws-redis.mjs PORT REDIS-PORT
import { WebSocketServer } from "ws";
import "./collect.mjs";
import { connect, waitingRoom } from "./meet.mjs";

const [port, redisPort] = process.argv.slice(2).map(Number);
const MATCHED = 0;
const SIGNAL = 1;
const LEFT = 2;

const redis = await connect(redisPort);
const meet = await waitingRoom(redis);
const sockets = new Map(); // by number
let last = 0;

const inbox = await connect(redisPort);
await inbox.subscribe(`node:${port}`, receive, true);

const server = new WebSocketServer({ host: "127.0.0.1", port, handleProtocols: () => "dropchat.v1" });
server.on("connection", (socket) => {
  socket.number = ++last;
  sockets.set(socket.number, socket);
  socket.on("message", (data, isBinary) => {
    if (isBinary) {
      if (socket.peer) send(socket.peer, SIGNAL, data);
      return;
    }
    const message = JSON.parse(data);
    if (message.type === "join") join(socket, message.interests?.[0] ?? "");
    else if (message.type === "leave") leave(socket);
  });
  socket.on("close", () => {
    leave(socket);
    sockets.delete(socket.number);
  });
});

async function join(socket, interest) {
  const me = `${port}:${socket.number}`;
  const found = await meet(interest, me);
  if (!found) return;
  socket.peer = address(found);
  send(socket.peer, MATCHED, Buffer.from(me));
  tell(socket, { type: "matched", role: "offerer" });
}

function leave(socket) {
  if (socket.peer) send(socket.peer, LEFT, Buffer.alloc(0));
  socket.peer = null;
}

function address(text) {
  const [node, number] = text.split(":");
  return { node, number: Number(number) };
}

function send(peer, kind, bytes) {
  const message = Buffer.allocUnsafe(5 + bytes.length);
  message.writeUInt32BE(peer.number);
  message[4] = kind;
  bytes.copy(message, 5);
  redis.publish(`node:${peer.node}`, message);
}

function receive(message) {
  const socket = sockets.get(message.readUInt32BE());
  if (!socket) return;
  if (message[4] === SIGNAL) {
    socket.send(message.subarray(5));
  } else if (message[4] === MATCHED) {
    socket.peer = address(message.toString("latin1", 5));
    tell(socket, { type: "matched", role: "answerer" });
  } else {
    socket.peer = null;
    tell(socket, { type: "peer-left" });
  }
}

function tell(socket, message) {
  socket.send(JSON.stringify(message));
}

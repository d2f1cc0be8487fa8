import type { Server } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";

/**
 * Just enough of a signaling node to let two browsers meet without one: pairs whoever joins, relays signals, reopens.
 * Knows no limit, no preference and no avoiding; the contract's own tests run against the real one.
 */
export interface StandIn {
  readonly url: string;
  /** As a node that dies: every socket at once. */
  dropAll(code: number): void;
  close(): Promise<void>;
}

interface Client {
  readonly socket: WebSocket;
  readonly token: string;
  commit: string | null;
  peer: Client | null;
}

export async function standIn(relay = "none"): Promise<StandIn> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "dropchat.v1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const clients = new Map<string, Client>();
  let waiting: Client | null = null;
  let count = 0;

  const say = (to: Client, message: object) => to.socket.send(JSON.stringify(message));
  const leave = (client: Client, tell: boolean) => {
    if (waiting === client) waiting = null;
    if (client.peer) {
      client.peer.peer = null;
      if (tell) say(client.peer, { type: "peer-left" });
    }
    client.peer = null;
  };
  const join = (client: Client) => {
    leave(client, true);
    say(client, { type: "waiting", widen: [] });
    const host = waiting;
    waiting = host ? null : client;
    if (!host) return;
    meet(host, client, (to, peer) => ({
      type: "matched", role: to === host ? "offerer" : "answerer", peer: { token: peer.token, country: null, commit: peer.commit },
      token: to.token, iceServers: [], shared: { languages: [], interests: [] },
    }));
  };
  const meet = (one: Client, other: Client, message: (to: Client, peer: Client) => object) => {
    one.peer = other;
    other.peer = one;
    say(one, message(one, other));
    say(other, message(other, one));
  };

  server.on("connection", (socket) => {
    const client: Client = { socket, token: `t${++count}`, commit: null, peer: null };
    clients.set(client.token, client);
    say(client, { type: "welcome", iceServers: [], relay, lan: true, country: null, online: 0, token: client.token });
    socket.on("close", () => {
      clients.delete(client.token);
      leave(client, true);
    });
    socket.on("message", (data, binary) => {
      if (binary) return client.peer?.socket.send(data);
      const message = JSON.parse(String(data)) as { type: string; commit?: string; token?: string };
      if (message.type === "join") {
        client.commit = message.commit ?? null;
        join(client);
      } else if (message.type === "leave") leave(client, true);
      else if (message.type === "connected") leave(client, false);
      else if (message.type === "reopen") {
        const called = clients.get(message.token ?? "");
        if (!called) return say(client, { type: "peer-left" });
        meet(client, called, (to, peer) => ({ type: "reopened", peer: { token: peer.token }, token: to.token, iceServers: [] }));
      }
    });
  });

  const address = (server as unknown as Server).address();
  return {
    url: `ws://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    dropAll: (code) => clients.forEach(({ socket }) => socket.close(code)),
    close: () => new Promise((resolve) => {
      clients.forEach(({ socket }) => socket.terminate());
      server.close(() => resolve());
    }),
  };
}

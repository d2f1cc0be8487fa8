import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Server } from "./server.ts";

/** A way to the server that makes its people come from `address`. */
export interface Way {
  readonly port: number;
  close(): void;
}

/** A trusted proxy: adds the header to the first request of each connection, which for a WebSocket is its only one. */
export async function wayFrom(address: string, server: Server): Promise<Way> {
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    keep(client);
    client.once("data", (request) => {
      const wire = keep(connect(server.port, "127.0.0.1"));
      const line = request.indexOf("\r\n") + 2;
      wire.write(Buffer.concat([request.subarray(0, line), Buffer.from(`X-Forwarded-For: ${address}\r\n`), request.subarray(line)]));
      client.pipe(wire).pipe(client);
      client.on("close", () => wire.destroy());
      wire.on("close", () => client.destroy());
    });
  });
  function keep(socket: Socket): Socket {
    sockets.add(socket);
    return socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  }
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const { port } = proxy.address() as AddressInfo;
  const close = () => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port, close };
}

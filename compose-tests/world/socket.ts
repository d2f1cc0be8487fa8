import { once } from "node:events";
import { connect, type Socket } from "node:net";

const ASK = JSON.stringify({ type: "inspect" });

/** Opens a WebSocket (RFC 6455) with these headers besides those it needs, and asks what is held about it. */
export function opening(host: string, ...headers: string[]): Buffer {
  const request = [
    "GET /signal HTTP/1.1",
    `Host: ${host}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Protocol: dropchat.v1",
    ...headers,
  ];
  const text = Buffer.from(`${request.join("\r\n")}\r\n\r\n`);
  const masked = [0x81, 0x80 | ASK.length, 0, 0, 0, 0];
  return Buffer.concat([text, Buffer.from(masked), Buffer.from(ASK)]);
}

/** The address in the answer. */
export function addressIn(answer: string): string | undefined {
  return answer.match(/"address":"([^"]+)"/)?.[1];
}

/** A socket that stays open, and the address that a node has for it. */
export async function open(port: number, ...headers: string[]): Promise<{ socket: Socket; address: string }> {
  const socket = connect(port, "127.0.0.1").setEncoding("latin1");
  socket.write(opening("localhost", ...headers));
  let answer = "";
  while (addressIn(answer) === undefined) {
    const [more] = (await Promise.race([once(socket, "data"), once(socket, "close")])) as [string | boolean];
    if (typeof more !== "string") throw new Error(`refused: ${answer}`);
    answer += more;
  }
  return { socket, address: addressIn(answer)! };
}

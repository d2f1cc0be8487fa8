import { once } from "node:events";
import { WebSocket } from "ws";
import { elsewhere, PORT } from "./compose.ts";

const PROTOCOL = "dropchat.v1";
const ASK = JSON.stringify({ type: "inspect" });

/** Of what a node holds about a socket. */
export interface Held {
  readonly address: string;
  /** In steps of eight. */
  readonly socketsOfAddress: string;
}

/** A socket that stays open, and what a node holds about it. */
export async function open(headers: Record<string, string> = {}): Promise<{ socket: WebSocket; held: Held }> {
  const socket = new WebSocket(`ws://127.0.0.1:${PORT}/signal`, PROTOCOL, { headers });
  const answer = new Promise<string>((resolve, reject) => {
    socket.on("message", (text) => `${text}`.includes('"knowledge"') && resolve(`${text}`));
    socket.on("error", reject);
  });
  await Promise.race([once(socket, "open"), answer]);
  socket.send(ASK);
  return { socket, held: (JSON.parse(await answer) as { held: Held }).held };
}

/** The same for a client on another machine, and that one's own address. */
export async function openElsewhere(headers: Record<string, string>): Promise<{ own: string; held: Held }> {
  const bytes = opening(headers).toString("base64");
  const [own, ...answer] = (
    await elsewhere(`hostname -i; exec 3<>/dev/tcp/proxy/8080; base64 -d <<<${bytes} >&3; timeout 3 cat <&3 | tr -d '\\0'`)
  ).split("\n");
  const of = (field: string) => answer.join().match(new RegExp(`"${field}":"?([^",}]+)`))?.[1] ?? "";
  return { own: own!.trim(), held: { address: of("address"), socketsOfAddress: of("socketsOfAddress") } };
}

/** Opens a WebSocket (RFC 6455) and asks, with nothing but a shell: there is no more in the image. */
function opening(headers: Record<string, string>): Buffer {
  const request = [
    "GET /signal HTTP/1.1",
    "Host: proxy",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    `Sec-WebSocket-Protocol: ${PROTOCOL}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const text = Buffer.from(`${request.join("\r\n")}\r\n\r\n`);
  const masked = [0x81, 0x80 | ASK.length, 0, 0, 0, 0];
  return Buffer.concat([text, Buffer.from(masked), Buffer.from(ASK)]);
}

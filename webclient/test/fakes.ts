import type { ClientMessage, Matched, ServerMessage, Welcome } from "../src/protocol/messages.ts";
import type { Clock } from "../src/signaling/clock.ts";

/** Time that passes when told to. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: { at: number; then: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((each) => each !== timer));
  }

  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((each) => each !== due);
      this.#now = due.at;
      due.then();
    }
    this.#now = until;
  }
}

/** The server's end of each WebSocket a client opens, for a test to play. */
export class ScriptedServer {
  readonly sockets: ScriptedSocket[] = [];
  readonly WebSocket: new (url: string, protocol: string) => WebSocket;

  constructor() {
    const { sockets } = this;
    this.WebSocket = class extends ScriptedSocket {
      constructor() {
        super();
        sockets.push(this);
      }
    } as unknown as new (url: string, protocol: string) => WebSocket;
  }

  get latest(): ScriptedSocket {
    return this.sockets.at(-1)!;
  }
}

export class ScriptedSocket {
  readyState = 1;
  binaryType = "blob";
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: ClientMessage[] = [];
  readonly signals: Uint8Array[] = [];

  send(data: string | Uint8Array): void {
    if (typeof data === "string") this.sent.push(JSON.parse(data) as ClientMessage);
    else this.signals.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  says(message: ServerMessage | string): void {
    this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  relays(bytes: Uint8Array<ArrayBuffer>): void {
    this.onmessage?.({ data: bytes.buffer });
  }

  closes(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  said(type: ClientMessage["type"]): readonly ClientMessage[] {
    return this.sent.filter((each) => each.type === type);
  }
}

export const WELCOME: Welcome = {
  type: "welcome", iceServers: [], relay: "optional", lan: false, country: "DE", online: 120, token: "own-token",
};

export const MATCHED: Matched = {
  type: "matched",
  role: "offerer",
  peer: { token: "peer-token", country: "BR", commit: "c".repeat(43) },
  token: "own-fresh-token",
  iceServers: [],
  shared: { languages: ["pt"], interests: [] },
};

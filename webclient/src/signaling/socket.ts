import { SUBPROTOCOL, LIMIT, type ClientMessage, type ServerMessage, type Welcome } from "../protocol/messages.ts";
import { parseServerMessage } from "../protocol/parse.ts";
import type { Clock } from "./clock.ts";
import { Crossings } from "./crossings.ts";

/** What tests replace. */
export interface SocketParts {
  readonly url: string;
  readonly clock: Clock;
  readonly WebSocket: new (url: string, protocol: string) => WebSocket;
}

export interface SocketEvents {
  /** First of all, and once. */
  welcomed(welcome: Welcome): void;
  /** Anything but `welcome` that is meant for the present moment. */
  message(message: ServerMessage): void;
  signal(bytes: Uint8Array<ArrayBuffer>): void;
  /** It has said nothing since it was checked; it may yet. */
  doubtful(): void;
  /** It has brought something, whatever that was. After all that came of it. */
  heard(): void;
  /** Last of all, and once. Never called after our own close(). */
  closed(code: number): void;
}

/** A socket whose server is silent where the contract promises an answer is as good as closed. */
const ANSWER_MS = 10_000;
/** Somebody waits in silence for the answer to `reopen`. Shorter than the pause until the next, so that each one counts. */
const REOPENED_MS = 2_500;
/** Any server answers `inspect` at once: where nothing at all comes, the network does not carry this socket any more. */
const INSPECTED_MS = 400;
/** After these an answer to `reopen` is of no use any more. */
const NEEDS_NO_REOPENED = new Set<ClientMessage["type"]>(["leave", "connected"]);
/** "Closed without a close frame", RFC 6455 section 7.1.5. */
const ABNORMAL = 1006;

/** One WebSocket to one node, from opening to closing. Never reconnects. */
export class Socket {
  welcome: Welcome | null = null;
  welcomedAt = 0;
  draining = false;
  readonly #events: SocketEvents;
  readonly #clock: Clock;
  readonly #crossings = new Crossings();
  #socket: WebSocket | null = null;
  #overdue = () => {};
  #callOffDoubt = () => {};

  constructor(parts: SocketParts, events: SocketEvents) {
    this.#events = events;
    this.#clock = parts.clock;
    this.#awaitAnswer(ANSWER_MS);
    try {
      this.#socket = new parts.WebSocket(parts.url, SUBPROTOCOL);
    } catch {
      this.#overdue();
      this.#overdue = parts.clock.after(0, () => events.closed(ABNORMAL));
      return;
    }
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = (event: MessageEvent<unknown>) => this.#received(event.data);
    this.#socket.onclose = (event) => this.#lost(event.code);
  }

  /** False if the socket is not there to take it. */
  send(message: ClientMessage): boolean {
    if (!this.welcome || this.#socket?.readyState !== 1) return false;
    this.#crossings.sent(message);
    this.#socket.send(JSON.stringify(message));
    if (message.type === "join") this.#awaitAnswer(ANSWER_MS);
    else if (message.type === "reopen") this.#awaitAnswer(REOPENED_MS);
    else if (NEEDS_NO_REOPENED.has(message.type) && !this.#crossings.awaitsAnswer) this.#overdue();
    return true;
  }

  sendSignal(bytes: Uint8Array<ArrayBuffer>): void {
    if (!this.welcome || this.#socket?.readyState !== 1 || bytes.length > LIMIT.signalBytes) return;
    this.#socket.send(bytes);
  }

  /** Whether it still carries anything: asks for an answer. */
  check(): void {
    this.#callOffDoubt();
    if (this.send({ type: "inspect" })) this.#callOffDoubt = this.#clock.after(INSPECTED_MS, () => this.#events.doubtful());
  }

  close(): void {
    this.#release()?.close(1000);
  }

  #received(data: unknown): void {
    this.#callOffDoubt();
    this.#take(data);
    this.#events.heard();
  }

  #take(data: unknown): void {
    if (data instanceof ArrayBuffer) {
      const fits = data.byteLength > 0 && data.byteLength <= LIMIT.signalBytes;
      if (fits && this.welcome && this.#crossings.admitsSignals) this.#events.signal(new Uint8Array(data));
      return;
    }
    const message = parseServerMessage(data);
    if (!message) return;
    if (message.type === "welcome") this.#welcomed(message);
    else if (this.welcome && this.#crossings.admits(message)) this.#admitted(message);
    if (this.welcome && !this.#crossings.awaitsAnswer) this.#overdue();
  }

  #welcomed(welcome: Welcome): void {
    if (this.welcome) return;
    this.welcome = welcome;
    this.welcomedAt = this.#clock.now();
    this.#overdue();
    this.#events.welcomed(welcome);
  }

  #admitted(message: ServerMessage): void {
    if (message.type === "draining") this.draining = true;
    this.#events.message(message);
  }

  #awaitAnswer(withinMs: number): void {
    this.#overdue();
    this.#overdue = this.#clock.after(withinMs, () => this.#lost(ABNORMAL));
  }

  #lost(code: number): void {
    this.#release()?.close();
    this.#events.closed(code);
  }

  /** From here on the WebSocket has nobody to tell anything to. */
  #release(): WebSocket | null {
    this.#overdue();
    this.#callOffDoubt();
    const socket = this.#socket;
    if (socket) socket.onmessage = socket.onclose = null;
    this.#socket = null;
    return socket;
  }
}

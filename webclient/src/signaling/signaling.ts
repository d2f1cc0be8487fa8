import type { ClientMessage, ServerMessage, Welcome } from "../protocol/messages.ts";
import { reconnectDelayMs } from "./reconnect.ts";
import { Socket, type SocketParts } from "./socket.ts";

export type LinkState =
  | { readonly is: "opening" }
  | { readonly is: "open"; readonly welcome: Welcome }
  /** `retryAt` in milliseconds of the clock. */
  | { readonly is: "down"; readonly retryAt: number }
  /** The server closed an idle socket; the next one is opened when it is needed. */
  | { readonly is: "resting" };

export interface SignalingEvents {
  /** The link changed. "open" comes once per socket, when it is the one in use, before any of its messages. */
  link(state: LinkState): void;
  message(message: ServerMessage): void;
  signal(bytes: Uint8Array<ArrayBuffer>): void;
  /**
   * Whether leaving the present socket now would cost nothing but time: false in pairing, and while a call is being mended
   * over it. `renewed`: the network has changed, so it may be dead.
   */
  movable(renewed: boolean): boolean;
}

export interface SignalingParts extends SocketParts {
  random(): number;
}

/** A socket that lived this long was a success: the next failure counts from the start. */
const SUCCESS_MS = 5_000;

/**
 * The way to the server, over as many sockets as it takes. On `draining` the next socket is opened unseen, and used as
 * soon as the present one is not needed: that one goes on serving a pairing until it is over, or the node gone.
 */
export class Signaling {
  readonly #parts: SignalingParts;
  readonly #events: SignalingEvents;
  #current: Socket | null = null;
  #next: Socket | null = null;
  /** The next socket stands in for one that may be dead. */
  #renewed = false;
  /** Nothing speaks for that but its silence. */
  #doubted = false;
  #failures = 0;
  #callOffRetry = () => {};

  constructor(parts: SignalingParts, events: SignalingEvents) {
    this.#parts = parts;
    this.#events = events;
  }

  /** Opens a socket now unless there is one. */
  open(): void {
    if (this.#current) return;
    this.#callOffRetry();
    this.#current = this.#socket();
    this.#events.link({ is: "opening" });
  }

  /** The network has changed: sockets may be dead without knowing. Moves to another, as from a draining node. */
  renew(): void {
    if (!this.#current) return this.open();
    this.#renewed = true;
    this.#doubted = false;
    this.#next?.close();
    this.#next = this.#socket();
  }

  /** Moves to another, too, if the present one does not answer soon; not if it does after all, before the other is there. */
  check(): void {
    this.#current?.check();
  }

  /** For good. */
  close(): void {
    this.#callOffRetry();
    for (const socket of [this.#current, this.#next]) socket?.close();
    this.#current = this.#next = null;
  }

  /** False if there is no socket to take it; nothing is kept for later. */
  send(message: ClientMessage): boolean {
    return this.#current?.send(message) ?? false;
  }

  sendSignal(bytes: Uint8Array<ArrayBuffer>): void {
    this.#current?.sendSignal(bytes);
  }

  /** To be called whenever movable() may have turned true. */
  settle(): void {
    if (this.#next?.welcome && this.#events.movable(this.#renewed)) this.#moveOver();
  }

  #socket(): Socket {
    const socket: Socket = new Socket(this.#parts, {
      welcomed: (welcome) => (socket === this.#current ? this.#opened(welcome) : this.settle()),
      message: (message) => this.#message(socket, message),
      heard: () => socket === this.#current && this.#doubted && this.#trust(),
      doubtful: () => socket === this.#current && this.#doubt(),
      signal: (bytes) => socket === this.#current && this.#events.signal(bytes),
      closed: (code) => this.#closed(socket, code),
    });
    return socket;
  }

  #opened(welcome: Welcome): void {
    this.#events.link({ is: "open", welcome });
  }

  #message(socket: Socket, message: ServerMessage): void {
    if (socket !== this.#current) return;
    if (message.type === "draining") this.#prepareNext();
    else this.#events.message(message);
  }

  #doubt(): void {
    if (this.#renewed) return;
    this.#doubted = this.#renewed = true;
    this.#prepareNext();
    this.settle();
  }

  #trust(): void {
    this.#doubted = this.#renewed = false;
    if (this.#current?.draining) return;
    this.#next?.close();
    this.#next = null;
  }

  #prepareNext(): void {
    this.#next ??= this.#socket();
  }

  #moveOver(): void {
    const old = this.#current;
    this.#current = this.#next;
    this.#next = null;
    this.#renewed = this.#doubted = false;
    old?.close();
    const { welcome, draining } = this.#current ?? {};
    if (welcome) this.#opened(welcome);
    if (draining) this.#prepareNext();
  }

  #closed(socket: Socket, code: number): void {
    const lived = socket.welcome !== null && this.#parts.clock.now() - socket.welcomedAt >= SUCCESS_MS;
    this.#failures = lived ? 0 : this.#failures + 1;
    const delayMs = reconnectDelayMs(code, this.#failures, this.#parts.random());
    if (socket === this.#next) {
      this.#next = null;
      this.#callOffRetry = this.#parts.clock.after(delayMs ?? SUCCESS_MS, () => this.#needsNext() && this.#prepareNext());
    } else if (this.#next) {
      this.#current = null;
      this.#moveOver();
      if (!this.#current!.welcome) this.#events.link({ is: "opening" });
    } else {
      this.#current = null;
      this.#renewed = this.#doubted = false;
      this.#rest(delayMs);
    }
  }

  #needsNext(): boolean {
    return this.#current !== null && (this.#current.draining || this.#renewed);
  }

  #rest(delayMs: number | null): void {
    this.#callOffRetry();
    if (delayMs === null) return this.#events.link({ is: "resting" });
    this.#callOffRetry = this.#parts.clock.after(delayMs, () => this.open());
    this.#events.link({ is: "down", retryAt: this.#parts.clock.now() + delayMs });
  }
}

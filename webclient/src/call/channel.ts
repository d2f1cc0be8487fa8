import { parseChannelMessage, type ChannelMessage } from "../protocol/channel.ts";
import type { Clock } from "../signaling/clock.ts";
import { Rate } from "./rate.ts";

const HEARTBEAT_MS = 1_000;
/** Two heartbeats are missing: reason to look after the other ways, while this one may come back. */
const QUIET_MS = 2_500;
/** Without a heartbeat for so long the channel counts as dead, whatever its readyState says. */
const DEAD_MS = 4_000;
/** Past this much unsent, nothing more is taken: the other side is not there to read it. */
const UNSENT_BYTES = 256 * 1024;

export interface ChannelEvents {
  opened(): void;
  /** Anything but heartbeats, already bounded in size and rate. */
  received(message: ChannelMessage): void;
  heartbeat(): void;
  quiet(): void;
  dead(): void;
  /** It cannot come back. `alive` tells whether the other side was still there: then it closed on purpose. */
  closed(alive: boolean): void;
}

/** What of RTCDataChannel is needed. */
export type Wire = Pick<RTCDataChannel, "readyState" | "bufferedAmount" | "send" | "onopen" | "onmessage" | "onclose">;

/** The one data channel of a talk, with its pulse. */
export class Channel {
  alive = false;
  readonly #wire: Wire;
  readonly #clock: Clock;
  readonly #events: ChannelEvents;
  readonly #any: Rate;
  readonly #texts: Rate;
  #stopBeating = () => {};
  #stopListening = () => {};

  constructor(wire: Wire, clock: Clock, events: ChannelEvents) {
    this.#wire = wire;
    this.#clock = clock;
    this.#events = events;
    this.#any = new Rate(clock, 50, 200);
    this.#texts = new Rate(clock, 2, 10);
    wire.onmessage = ({ data }: MessageEvent<unknown>) => this.#received(data);
    wire.onclose = () => this.#closed();
    if (wire.readyState === "open") clock.after(0, () => this.#opened());
    else wire.onopen = () => this.#opened();
  }

  /** False if it was not taken. Taken does not mean arrived. */
  send(message: ChannelMessage): boolean {
    if (this.#wire.readyState !== "open" || this.#wire.bufferedAmount > UNSENT_BYTES) return false;
    try {
      this.#wire.send(JSON.stringify(message));
      return true;
    } catch {
      return false;
    }
  }

  /** Silent from here on; the connection beneath is its owner's to close. */
  release(): void {
    this.#wire.onopen = this.#wire.onmessage = this.#wire.onclose = null;
    this.#stopBeating();
    this.#stopListening();
  }

  #opened(): void {
    if (this.#wire.readyState !== "open") return;
    this.#beat();
    this.#heard();
    this.#events.opened();
  }

  #beat(): void {
    this.send({ type: "heartbeat" });
    this.#stopBeating = this.#clock.after(HEARTBEAT_MS, () => this.#beat());
  }

  #heard(): void {
    this.alive = true;
    this.#stopListening();
    const callOffs = [
      this.#clock.after(QUIET_MS, () => this.#events.quiet()),
      this.#clock.after(DEAD_MS, () => {
        this.alive = false;
        this.#events.dead();
      }),
    ];
    this.#stopListening = () => callOffs.forEach((callOff) => callOff());
  }

  #received(data: unknown): void {
    if (!this.#any.take()) return;
    const message = parseChannelMessage(data);
    if (message?.type === "heartbeat") {
      this.#heard();
      this.#events.heartbeat();
    } else if (message && (message.type !== "text" || this.#texts.take())) {
      this.#events.received(message);
    }
  }

  #closed(): void {
    const alive = this.alive;
    this.release();
    this.#events.closed(alive);
  }
}

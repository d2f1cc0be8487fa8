import type { ChannelMessage, Signal } from "../protocol/channel.ts";
import type { IceServer, Matched } from "../protocol/messages.ts";
import { Channel } from "./channel.ts";
import { Connection, type ConnectionParts } from "./connection.ts";
import { Handshake, acceptableCommit } from "./handshake.ts";
import { SEES_LAN, WANTS_RELAY, makeKeys, type Bytes, type Keys } from "./keys.ts";
import { isPoor } from "./quality.ts";

export type CallEvent =
  /** Commit, opening frame or curve point did not fit: somebody may sit in between. The call is over. */
  | { readonly is: "mismatch" }
  /** Both sides' options are known. */
  | { readonly is: "agreed"; readonly hidden: boolean }
  | { readonly is: "proven"; readonly emoji: readonly string[] }
  /** The data channel is open: they talk. */
  | { readonly is: "open" }
  | { readonly is: "said"; readonly message: ChannelMessage }
  /** No heartbeat for 2.5 s: it may be about to die. */
  | { readonly is: "quiet" }
  /** No heartbeat for 4 s. */
  | { readonly is: "dead" }
  /** The first heartbeat since it was dead, or since `reopened`. */
  | { readonly is: "alive" }
  /** Their voice has got another stream. */
  | { readonly is: "voice"; readonly stream: MediaStream }
  | { readonly is: "poor"; readonly poor: boolean }
  /** The addresses no longer lead anywhere: time for a restart. */
  | { readonly is: "failing" }
  /** The data channel is gone for good; `alive` if they closed it on purpose. */
  | { readonly is: "closed"; readonly alive: boolean };

export interface CallParts extends ConnectionParts {
  readonly subtle: SubtleCrypto;
}

export interface CallSetting {
  readonly matched: Matched;
  readonly keys: Keys;
  /** `welcome.relay` is `required`. */
  readonly relayRequired: boolean;
  readonly microphone: MediaStream;
  sendSignal(frame: Bytes): void;
  event(event: CallEvent): void;
}

/** Frames that may wait while keys are computed. */
const FRAMES_MAX = 256;
const QUALITY_MS = 2_000;
/** Good measurements in a row. */
const WELL_AGAIN = 5;
/** How long a `bye` gets to leave before the connection goes. */
const BYE_MS = 300;

/** For one join, and the one match that may come of it. */
export function keysForCall(subtle: SubtleCrypto, wantsRelay: boolean, seesLan: boolean): Promise<Keys> {
  return makeKeys(subtle, (wantsRelay ? WANTS_RELAY : 0) | (seesLan ? SEES_LAN : 0));
}

export function startCall(parts: CallParts, setting: CallSetting): Call {
  return new Call(parts, setting);
}

/** One talk with one peer, from `matched` to the end. Needs no server once its channel is open. */
export class Call {
  readonly #parts: CallParts;
  readonly #setting: CallSetting;
  readonly #handshake: Handshake;
  #microphone: MediaStream;
  #connection: Connection | null = null;
  #channel: Channel | null = null;
  #waiting = 0;
  #frames: Promise<void> = Promise.resolve();
  #tellAlive = false;
  #over = false;
  #well = 0;
  #poor = false;
  #stopMeasuring = () => {};

  constructor(parts: CallParts, setting: CallSetting) {
    this.#parts = parts;
    this.#setting = setting;
    this.#microphone = setting.microphone;
    const { matched, keys } = setting;
    this.#handshake = new Handshake(parts.subtle, matched.role, keys, matched.peer.commit ?? "", {
      send: (frame) => setting.sendSignal(frame),
      agreed: (theirs) => this.#agreed(theirs),
      proven: (emoji) => this.#tell({ is: "proven", emoji }),
      signal: (signal) => this.#connection?.receive(signal),
      mismatch: () => this.#tell({ is: "mismatch" }),
    });
    if (acceptableCommit(matched.peer.commit, keys)) {
      this.#handshake.begin();
    } else {
      this.#handshake.close(); // before our key is revealed
      parts.clock.after(0, () => this.#tell({ is: "mismatch" }));
    }
  }

  /** A signal, as the server relayed it. */
  receive(frame: Bytes): void {
    if (this.#over || this.#waiting >= FRAMES_MAX) return;
    this.#waiting++;
    this.#frames = this.#frames.then(() => this.#handshake.receive(frame)).catch(() => {}).finally(() => this.#waiting--);
  }

  /** False if the channel did not take it. */
  say(message: ChannelMessage): boolean {
    return this.#channel?.send(message) ?? false;
  }

  /** Another microphone than until now. */
  speakThrough(microphone: MediaStream): void {
    this.#microphone = microphone;
    if (!this.#over) this.#connection?.speakThrough(microphone);
  }

  /** Looks for new ways to the peer, over the channel while it is alive and over signals otherwise. */
  restart(): void {
    this.#connection?.restart();
  }

  /** Signaling is open again, with fresh credentials. Keys, roles, counters and the relay policy stay. */
  reopened(iceServers: readonly IceServer[]): void {
    if (!this.#connection || this.#over) return;
    this.#tellAlive = true;
    this.#connection.use(iceServers);
    this.#connection.restart();
  }

  /** Hangs up, at once to the ear; the other side is told if it still listens. */
  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#handshake.close();
    this.#stopMeasuring();
    const said = this.say({ type: "bye" });
    this.#channel?.release();
    const connection = this.#connection;
    connection?.silence();
    if (said) this.#parts.clock.after(BYE_MS, () => connection?.close());
    else connection?.close();
  }

  #agreed(theirs: { wantsRelay: boolean; seesLan: boolean }): void {
    if (this.#over) return;
    const { keys, matched, relayRequired } = this.#setting;
    const microphone = this.#microphone;
    const hidden = relayRequired || theirs.wantsRelay || (keys.options & WANTS_RELAY) !== 0;
    const lan = theirs.seesLan && (keys.options & SEES_LAN) !== 0;
    const exposure = hidden ? "relay" : lan ? "lan" : "direct";
    const { role, iceServers } = matched;
    try {
      this.#connection = new Connection(this.#parts, { role, exposure, iceServers, microphone }, {
        signal: (signal) => this.#signal(signal),
        wire: (wire) => this.#carry(wire),
        voice: (stream) => this.#tell({ is: "voice", stream }),
        failing: () => this.#tell({ is: "failing" }),
      });
    } catch {
      // Without a connection no channel opens, and the deadline speaks.
    }
    this.#tell({ is: "agreed", hidden });
  }

  #carry(wire: RTCDataChannel): void {
    this.#channel = new Channel(wire, this.#parts.clock, {
      opened: () => {
        this.#tell({ is: "open" });
        this.#measure();
      },
      received: (message) => this.#received(message),
      heartbeat: () => this.#heartbeat(),
      quiet: () => this.#tell({ is: "quiet" }),
      dead: () => {
        this.#tellAlive = true;
        this.#tell({ is: "dead" });
      },
      closed: (alive) => this.#tell({ is: "closed", alive }),
    });
  }

  #signal(signal: Signal): void {
    if (!this.#channel?.alive || this.#tellAlive) this.#handshake.send(signal);
    else if ("description" in signal) this.say({ type: "description", ...signal });
    else this.say({ type: "candidate", ...signal });
  }

  #received(message: ChannelMessage): void {
    if (message.type === "description" || message.type === "candidate") this.#connection?.receive(message);
    else this.#tell({ is: "said", message });
  }

  #heartbeat(): void {
    if (!this.#tellAlive) return;
    this.#tellAlive = false;
    this.#tell({ is: "alive" });
  }

  #measure(): void {
    this.#stopMeasuring = this.#parts.clock.after(QUALITY_MS, async () => {
      const quality = await this.#connection?.quality();
      if (this.#over) return;
      if (quality) this.#judge(isPoor(quality));
      this.#measure();
    });
  }

  /** Fewer bits at once where it is poor, more again once it has been well for a while. */
  #judge(poor: boolean): void {
    this.#well = poor ? 0 : this.#well + 1;
    if (poor || this.#well === WELL_AGAIN) {
      this.#poor = poor;
      this.#connection?.spare(poor);
    }
    this.#tell({ is: "poor", poor: this.#poor });
  }

  #tell(event: CallEvent): void {
    if (!this.#over) this.#setting.event(event);
  }
}

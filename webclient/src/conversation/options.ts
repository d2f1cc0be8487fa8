import type { Call, CallParts, CallSetting } from "../call/call.ts";
import type { Keys } from "../call/keys.ts";
import { systemClock, type Clock } from "../signaling/clock.ts";

/** Everything else has a default in a browser; tests replace what they want. */
export interface Options {
  /** Nobody is looked for until this is settled, so it may wait for more than the code. */
  readonly loadCalls: () => Promise<Calls>;
  /** Of the signaling endpoint. Default: /signal of the page's own host. */
  readonly url?: string;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly devices?: MediaDevices;
  readonly WebSocket?: new (url: string, protocol: string) => WebSocket;
  /** Starts the page afresh. */
  readonly reload?: () => void;
}

export type CallInUse = Pick<Call, "receive" | "say" | "restart" | "reopened" | "speakThrough" | "close">;

/** The code of calls: fetched while the browser asks for the microphone, since who only reads does not need it. */
export interface Calls {
  keysForCall(subtle: SubtleCrypto, wantsRelay: boolean, seesLan: boolean): Promise<Keys>;
  startCall(parts: CallParts, setting: CallSetting): CallInUse;
}

export type Parts = ReturnType<typeof withDefaults>;

export function withDefaults(options: Options) {
  return {
    url: options.url ?? new URL("/signal", location.href).href.replace(/^http/, "ws"),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    devices: options.devices ?? globalThis.navigator?.mediaDevices,
    loadCalls: options.loadCalls,
    reload: options.reload ?? (() => location.reload()),
    subtle: crypto.subtle,
    RTCPeerConnection: globalThis.RTCPeerConnection,
  } as const;
}

import { Call, type CallParts, type CallSetting } from "../call/call.ts";
import { systemClock, type Clock } from "../signaling/clock.ts";
import type { Sink } from "./ears.ts";

/** Everything has a default in a browser; tests replace what they want. */
export interface Options {
  /** Of the signaling endpoint. Default: /signal of the page's own host. */
  readonly url?: string;
  /** What plays the other's voice. Default: an audio element of its own. */
  readonly sink?: Sink;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly subtle?: SubtleCrypto;
  readonly devices?: MediaDevices;
  readonly WebSocket?: new (url: string, protocol: string) => WebSocket;
  readonly RTCPeerConnection?: CallParts["RTCPeerConnection"];
  readonly startCall?: StartCall;
}

export type CallInUse = Pick<Call, "receive" | "say" | "restart" | "reopened" | "close">;
export type StartCall = (parts: CallParts, setting: CallSetting) => CallInUse;

export function withDefaults(options: Options) {
  const clock = options.clock ?? systemClock;
  return {
    url: options.url ?? new URL("/signal", location.href).href.replace(/^http/, "ws"),
    clock,
    random: options.random ?? Math.random,
    WebSocket: options.WebSocket ?? globalThis.WebSocket,
    devices: options.devices ?? globalThis.navigator?.mediaDevices,
    startCall: options.startCall ?? ((parts, setting) => new Call(parts, setting)),
    callParts: {
      clock,
      subtle: options.subtle ?? crypto.subtle,
      RTCPeerConnection: options.RTCPeerConnection ?? globalThis.RTCPeerConnection,
    },
  } as const;
}

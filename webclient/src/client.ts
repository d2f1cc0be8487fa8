import { systemClock } from "./signaling/clock.ts";

/**
 * `@dropchat/client`: the wire protocol, the way to a server, and the call between two browsers, without any page. It depends on
 * nothing but the browser, and knows nothing of what is built upon it.
 */

export { startCall, keysForCall, type Call, type CallEvent, type CallParts, type CallSetting } from "./call/call.ts";
export type { Bytes, Keys } from "./call/keys.ts";
export { askForMicrophone, type NoMicrophone } from "./call/microphone.ts";
export { parseChannelMessage, type Candidate, type ChannelMessage, type Description, type Signal } from "./protocol/channel.ts";
export { EMOJI } from "./protocol/emoji.ts";
export { LIMIT, SUBPROTOCOL } from "./protocol/messages.ts";
export type { ClientMessage, IceServer, Matched, Relay, Reopened, ReportReason, Role, ServerMessage, Welcome } from "./protocol/messages.ts";
export { parseServerMessage } from "./protocol/parse.ts";
export { systemClock, type Clock } from "./signaling/clock.ts";
export { Signaling, type LinkState, type SignalingEvents, type SignalingParts } from "./signaling/signaling.ts";

/** Everything that Signaling and startCall() take from a browser. `url` is that of the signaling endpoint: wss://…/signal. */
export function browserParts(url: string) {
  return { url, clock: systemClock, random: Math.random, WebSocket, RTCPeerConnection, subtle: crypto.subtle } as const;
}

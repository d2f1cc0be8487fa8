import { askForMicrophone, type NoMicrophone } from "../call/microphone.ts";
import type { IceServer, Relay, Welcome } from "../protocol/messages.ts";
import type { Clock } from "../signaling/clock.ts";
import { Socket, type SocketParts } from "../signaling/socket.ts";
import { gathers, type Way } from "./gathering.ts";

/** What stands between somebody and a talk, each tested on its own: the microphone while the others go on, and these one after the other. */
export type Test = "microphone" | "server" | "stun" | "turn-udp" | "turn-tcp" | "turn-tls";
export const TESTS: readonly Test[] = ["microphone", "server", "stun", "turn-udp", "turn-tcp", "turn-tls"];

export type Verdict =
  | "waiting"
  | "running"
  | "works"
  | "fails"
  /** The operator offers none. */
  | "absent"
  /** It needs the server, which did not answer. */
  | "unknown"
  /** The browser asks, or opens the device, and nobody has said yes or no. */
  | "unanswered"
  | NoMicrophone;

export type Verdicts = Readonly<Record<Test, Verdict>>;

export interface Outcome {
  readonly verdicts: Verdicts;
  readonly relay: Relay | null;
}

export interface DiagnosisParts extends SocketParts {
  readonly clock: Clock;
  readonly devices: MediaDevices | undefined;
  readonly RTCPeerConnection: new (configuration: RTCConfiguration) => RTCPeerConnection;
}

export const UNTESTED: Outcome = {
  verdicts: { "microphone": "waiting", "server": "waiting", "stun": "waiting", "turn-udp": "waiting", "turn-tcp": "waiting", "turn-tls": "waiting" },
  relay: null,
};

const SERVER_MS = 10_000;
const MICROPHONE_MS = 10_000;

/**
 * Tells what is known so far after each step; settled when all is, but for a person who leaves the browser's question open: their
 * answer is told when it comes. The credentials of `welcome` live for a minute: enough.
 */
export async function diagnose(parts: DiagnosisParts, known: (outcome: Outcome) => void): Promise<Outcome> {
  let outcome = UNTESTED;
  const learn = (test: Test, verdict: Verdict, relay = outcome.relay): void => {
    outcome = { verdicts: { ...outcome.verdicts, [test]: verdict }, relay };
    known(outcome);
  };

  learn("microphone", "unanswered");
  const answered = microphone(parts.devices).then((verdict) => learn("microphone", verdict));
  const patience = new Promise<void>((over) => void parts.clock.after(MICROPHONE_MS, over));
  learn("server", "running");
  const welcome = await welcomed(parts);
  learn("server", welcome ? "works" : "fails", welcome?.relay ?? null);
  for (const test of ["stun", "turn-udp", "turn-tcp", "turn-tls"] as const) {
    learn(test, "running");
    learn(test, welcome ? await way(parts, test, welcome.iceServers) : "unknown");
  }
  await Promise.race([answered, patience]);
  return outcome;
}

async function microphone(devices: MediaDevices | undefined): Promise<Verdict> {
  const answer = await askForMicrophone(devices);
  if (typeof answer === "string") return answer;
  for (const track of answer.getTracks()) track.stop();
  return "works";
}

/** Null if no `welcome` came. */
function welcomed(parts: DiagnosisParts): Promise<Welcome | null> {
  return new Promise((resolve) => {
    const settle = (welcome: Welcome | null): void => {
      callOff();
      socket.close();
      resolve(welcome);
    };
    const callOff = parts.clock.after(SERVER_MS, () => settle(null));
    const socket: Socket = new Socket(parts, { welcomed: settle, message: () => {}, signal: () => {}, heard: () => {}, doubtful: () => {}, closed: () => settle(null) });
  });
}

async function way(parts: DiagnosisParts, test: Way, servers: readonly IceServer[]): Promise<Verdict> {
  const those = serversFor(test, servers);
  if (those.length === 0) return "absent";
  return (await gathers(parts, test === "stun" ? "srflx" : "relay", those)) ? "works" : "fails";
}

/** Those entries, and of each only those addresses, that go this way (RFC 7064, RFC 7065). */
export function serversFor(test: Way, servers: readonly IceServer[]): IceServer[] {
  return servers.map((server) => ({ ...server, urls: server.urls.filter((url) => wayOf(url) === test) })).filter(({ urls }) => urls.length > 0);
}

function wayOf(url: string): Way | null {
  if (/^stuns?:/.test(url)) return "stun";
  if (/^turns:/.test(url)) return "turn-tls";
  if (!/^turn:/.test(url)) return null;
  return /[?&]transport=tcp\b/.test(url) ? "turn-tcp" : "turn-udp";
}

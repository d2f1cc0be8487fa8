import type { CallEvent } from "../call/call.ts";
import type { NoMicrophone } from "../call/microphone.ts";
import type { ChannelMessage } from "../protocol/channel.ts";
import { LIMIT, type ClientMessage, type IceServer, type Matched, type ServerMessage, type Welcome } from "../protocol/messages.ts";
import type { LinkState } from "../signaling/signaling.ts";
import type { Line, Link, Moment, ReportReason, Wishes } from "./moment.ts";

/** All that a conversation knows. What a person may see of it is `moment`, `link` and `wishes`. */
export interface State {
  readonly moment: Moment;
  readonly link: Link;
  readonly wishes: Wishes;
  /** The latest one; null before the first. */
  readonly welcome: Welcome | null;
  /** The person decided about hiding, so the server's preference does not count any more. */
  readonly hidingChosen: boolean;
  readonly microphone: boolean;
  /** Our latest `join` was answered with `waiting` on the socket in use: a `matched` is meant for us. */
  readonly queued: boolean;
  /** Tokens of the latest eight to meet no more. */
  readonly avoid: readonly string[];
  /** The one we are connecting to, talking with, or have just talked with. */
  readonly peer: Peer | null;
  readonly emoji: readonly string[] | null;
  readonly muted: boolean;
  /** Lines of this talk. */
  readonly said: number;
  /** The browser refuses to play until the page is pressed. */
  readonly inaudible: boolean;
  /** Nothing comes from our microphone, or the system silences it. */
  readonly silent: boolean;
  /** Said while there was no link; told as soon as there is one. */
  readonly unsentReport: Extract<ClientMessage, { type: "report" }> | null;
}

export interface Peer {
  /**
   * As `matched` named them: serves `avoid` and `report`. No later name does: a peer may hand out as its own the token of
   * somebody else, and `reopened` would then name that innocent.
   */
  readonly token: string;
  /** The latest name, of `reopened` or sent by themselves: serves `reopen`. */
  readonly reopenToken: string;
  /** When the credentials in use were given out. */
  readonly credentialsAt: number;
  /** The server said `reopened`, and not yet `peer-left`. */
  readonly reopened: boolean;
}

/** Timers; each belongs to one moment and is forgotten with it. */
export type Timer = "slow" | "give-up" | "reopen" | "lost" | "typing" | "note" | "next" | "cooldown";

export type Input =
  | { readonly is: "start" | "try" | "stop" | "skip" | "typing" }
  | { readonly is: "say"; readonly text: string }
  | { readonly is: "mute"; readonly on: boolean }
  | { readonly is: "hold"; readonly down: boolean }
  | { readonly is: "wait"; readonly on: boolean }
  | { readonly is: "report"; readonly reason: ReportReason }
  | { readonly is: "wish"; readonly change: Partial<Wishes> }
  | { readonly is: "microphone" }
  | { readonly is: "no-microphone"; readonly why: NoMicrophone }
  /** Its device is gone. */
  | { readonly is: "microphone-gone" }
  /** Another is there; unless it was chosen, with what is to be said of it. */
  | { readonly is: "microphone-changed"; readonly note?: "other-microphone" | "microphone-back" }
  | { readonly is: "speaker-gone" }
  /** The browser plays the other's voice, or refuses to until the page is pressed. */
  | { readonly is: "audible"; readonly audible: boolean }
  /** The system silences the microphone, or no longer does. */
  | { readonly is: "microphone-silent"; readonly silent: boolean }
  | { readonly is: "link"; readonly state: LinkState }
  | { readonly is: "server"; readonly message: ServerMessage }
  | { readonly is: "call"; readonly event: CallEvent }
  | { readonly is: "woke"; readonly timer: Timer };

export type Effect =
  | { readonly do: "ask-microphone" }
  | { readonly do: "replace-microphone" }
  | { readonly do: "use-microphone" }
  | { readonly do: "release-microphone" }
  /** Whether anything goes out. */
  | { readonly do: "close-microphone"; readonly closed: boolean }
  /** The system may have put the sound to sleep. */
  | { readonly do: "wake-ears" }
  /** Wakes a resting link. */
  | { readonly do: "open-link" }
  /** It will soon be needed, and may be dead without knowing. */
  | { readonly do: "check-link" }
  /** With a fresh key pair, and what is wished for at that moment. */
  | { readonly do: "join" }
  | { readonly do: "send"; readonly message: ClientMessage }
  | { readonly do: "call"; readonly matched: Matched }
  | { readonly do: "restart" }
  | { readonly do: "reopened"; readonly iceServers: readonly IceServer[] }
  | { readonly do: "tell"; readonly message: ChannelMessage }
  | { readonly do: "hang-up" }
  | { readonly do: "wake"; readonly timer: Timer; readonly inMs: number }
  | { readonly do: "forget"; readonly timer: Timer }
  | { readonly do: "forget-all" };

export type Step = readonly [State, ...Effect[]];

export const NOTHING: State = {
  moment: { is: "idle" },
  link: { is: "opening" },
  wishes: { languages: [], interests: [], hideAddress: false, nextAutomatically: false, holdToTalk: false },
  welcome: null,
  hidingChosen: false,
  microphone: false,
  queued: false,
  avoid: [],
  peer: null,
  emoji: null,
  muted: false,
  said: 0,
  inaudible: false,
  silent: false,
  unsentReport: null,
};

export type In<M extends Moment["is"]> = Extract<Moment, { is: M }>;

/** The state with some of its moment changed. */
export function within<M extends Moment>(state: State, moment: M, change: Partial<Omit<M, "is">>): State {
  return { ...state, moment: { ...moment, ...change } };
}

export function avoiding(state: State): State {
  const token = state.peer?.token;
  if (!token) return state;
  return { ...state, avoid: [...state.avoid.filter((each) => each !== token), token].slice(-LIMIT.avoid) };
}

const LINES_MAX = 500;

export function withLine(talking: In<"talking">, line: Omit<Line, "serial">): In<"talking"> {
  const serial = (talking.lines.at(-1)?.serial ?? 0) + 1;
  return { ...talking, lines: [...talking.lines, { ...line, serial }].slice(-LINES_MAX) };
}

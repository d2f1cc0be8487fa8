import type { Matched } from "../protocol/messages.ts";
import type { Ending, Hint } from "./moment.ts";
import { avoiding, within, type Effect, type In, type State, type Step } from "./state.ts";

/** The turns a conversation takes, whoever caused them: into the search, into a talk, out of it. */

export const SLOW_MS = 5_000;
export const GIVE_UP_MS = 20_000;
export const GIVE_UP_HIDDEN_MS = 30_000;
export const TYPING_MS = 3_000;
export const NEXT_MS = 3_000;
export const NOTE_MS = 8_000;
export const REOPEN_EVERY_MS = 3_000;
export const LOST_MS = 30_000;
export const CREDENTIALS_MS = 60 * 60 * 1000;

/** One's own wish always holds: where it cannot be met we do not join. */
export function cannotHide(state: State): boolean {
  return state.wishes.hideAddress && state.welcome?.relay === "none";
}

/** Looks for somebody. Whatever call there was is over. */
export function search(state: State, now: number, after: Ending | null): Step {
  const fresh: State = { ...state, queued: false, peer: null, emoji: null };
  if (cannotHide(state)) {
    return [{ ...fresh, moment: { is: "cannot-hide" }, microphone: false }, ...leave(state), { do: "release-microphone" }];
  }
  if (!state.microphone) return [{ ...fresh, moment: { is: "asking", trying: false } }, ...leave(state), { do: "ask-microphone" }];
  const searching: State = { ...fresh, moment: { is: "searching", since: now, widensAt: null, after, silent: state.silent, muted: state.muted } };
  return [searching, { do: "hang-up" }, closed(searching), { do: state.link.is === "open" ? "join" : "open-link" }];
}

/** Nothing goes out of who is muted, nor of who holds to talk and does not hold; alone, one may see that one's voice arrives. */
export function closed({ moment, muted, wishes }: State): Extract<Effect, { do: "close-microphone" }> {
  const met = moment.is === "connecting" || moment.is === "talking";
  const held = moment.is === "talking" && moment.held;
  return { do: "close-microphone", closed: muted || (met && wishes.holdToTalk && !held) };
}

/** Out of whatever the server has us in. */
function leave({ moment }: State): Effect[] {
  const there = moment.is === "searching" || moment.is === "connecting" || moment.is === "talking";
  return there ? [{ do: "hang-up" }, { do: "send", message: { type: "leave" } }] : [];
}

export function meet(state: State, now: number, matched: Matched): Step {
  const hidden = state.wishes.hideAddress || state.welcome?.relay === "required";
  const { token, country } = matched.peer;
  const met: State = {
    ...state,
    queued: false,
    emoji: null,
    peer: { token, reopenToken: token, credentialsAt: now, reopened: false },
    moment: { is: "connecting", since: now, with: { country, shared: matched.shared }, slow: false, hidden },
  };
  return [
    met,
    closed(met),
    { do: "call", matched },
    { do: "wake", timer: "slow", inMs: SLOW_MS },
    { do: "wake", timer: "give-up", inMs: hidden ? GIVE_UP_HIDDEN_MS : GIVE_UP_MS },
  ];
}

export function talk(state: State, connecting: In<"connecting">, now: number): Step {
  const { with: stranger, hidden } = connecting;
  const { emoji, muted } = state;
  const hints: Hint[] = [...(state.inaudible ? (["tap-to-hear"] as const) : []), ...(state.silent ? (["they-cannot-hear-you"] as const) : [])];
  return [
    {
      ...state,
      said: 0,
      moment: {
        is: "talking", since: now, with: stranger, hidden, emoji, lines: [], muted, held: false, typing: false, hints, reported: false,
      },
    },
    { do: "send", message: { type: "connected" } },
    ...(muted ? [{ do: "tell", message: { type: "mute", muted } } as const] : []),
  ];
}

/** The talk, or the attempt, is over for a reason that the person should read. A warning waits until they have. */
export function end(state: State, why: Ending): Step {
  const reported = state.moment.is === "talking" && state.moment.reported;
  const warning = why === "key-mismatch";
  const ended: State = { ...(warning ? avoiding(state) : state), moment: { is: "ended", why, reportable: !reported && !warning, reported, waits: false } };
  return [ended, { do: "hang-up" }, { do: "send", message: { type: "leave" } }, goOn(ended)];
}

/** By itself, where that is wished for and nobody is busy with the end. */
export function goOn({ moment, wishes }: State): Effect {
  const goes = wishes.nextAutomatically && moment.is === "ended" && moment.why !== "key-mismatch" && !moment.waits;
  return goes ? { do: "wake", timer: "next", inMs: NEXT_MS } : { do: "forget", timer: "next" };
}

/** Something that happened, and needs no more than to be read. */
export function note(state: State, which: Hint): Step {
  if (state.moment.is !== "talking") return [state];
  return [hint(state, which, true), { do: "wake", timer: "note", inMs: NOTE_MS }];
}

/** Whether anything comes from the microphone, as each moment tells it. */
export function silence(state: State, silent: boolean): State {
  const { moment } = state;
  const alone = moment.is === "trying" || moment.is === "searching";
  return alone ? within({ ...state, silent }, moment, { silent }) : hint({ ...state, silent }, "they-cannot-hear-you", silent);
}

export function hint(state: State, which: Hint, on: boolean): State {
  if (state.moment.is !== "talking" || state.moment.hints.includes(which) === on) return state;
  const others = state.moment.hints.filter((each) => each !== which);
  return within(state, state.moment, { hints: on ? [...others, which] : others });
}

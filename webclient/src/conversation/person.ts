import { LIMIT, type ClientMessage } from "../protocol/messages.ts";
import type { Refusal, ReportReason, Wishes } from "./moment.ts";
import { avoiding, within, withLine, type State, type Step } from "./state.ts";
import { cannotHide, closed, goOn, search } from "./turns.ts";

/** What a person does. Each is legal at any moment and does nothing where it makes no sense. */

export function start(state: State, now: number): Step {
  switch (state.moment.is) {
    case "idle":
    case "trying":
    case "refused":
    case "ended":
    case "cannot-hide":
      return search(state, now, null);
    default:
      return [state];
  }
}

export function tryOut(state: State): Step {
  if (state.moment.is !== "idle" && state.moment.is !== "refused") return [state];
  return [{ ...state, moment: { is: "asking", trying: true } }, { do: "ask-microphone" }];
}

/** By the person, the browser or the device. A talk that has begun goes on without a microphone. */
export function refused(state: State, why: Refusal): Step {
  const { moment, microphone } = state;
  const trying = moment.is === "trying" || (moment.is === "asking" && moment.trying);
  if (microphone || !(trying || moment.is === "asking")) return [state];
  return [{ ...state, moment: { is: "refused", why, trying } }, { do: "release-microphone" }];
}

export function stop(state: State): Step {
  if (state.moment.is === "idle") return [state];
  return [
    { ...state, moment: { is: "idle" }, microphone: false, queued: false, peer: null, emoji: null, muted: false },
    { do: "hang-up" },
    { do: "send", message: { type: "leave" } },
    { do: "release-microphone" },
  ];
}

export function skip(state: State, now: number): Step {
  switch (state.moment.is) {
    case "ended":
      return search(state, now, null);
    case "connecting":
    case "talking":
      return search(avoiding(state), now, state.moment.is === "talking" && state.moment.reported ? "you-reported" : "you-skipped");
    default:
      return [state];
  }
}

export function say(state: State, now: number, text: string): Step {
  const line = [...text.trim()].slice(0, LIMIT.textCodePoints).join("");
  if (state.moment.is !== "talking" || line === "") return [state];
  const n = state.said + 1;
  const moment = withLine(state.moment, { by: "me", text: line, at: now, n });
  return [{ ...state, said: n, moment }, { do: "tell", message: { type: "text", text: line, n } }];
}

export function typing(state: State): Step {
  return state.moment.is === "talking" ? [state, { do: "tell", message: { type: "typing" } }] : [state];
}

/** Stays for the talks after this one, until stop. */
export function mute(state: State, on: boolean): Step {
  const { moment } = state;
  if (state.muted === on) return [state];
  if (moment.is === "searching") {
    const alone = within({ ...state, muted: on }, moment, { muted: on });
    return [alone, closed(alone)];
  }
  if (moment.is !== "talking") return [state];
  const muted = within({ ...state, muted: on }, moment, { muted: on, held: false });
  return [muted, closed(muted), { do: "tell", message: { type: "mute", muted: on } }];
}

/** The other one is not told: between two words it is silence like any other. */
export function hold(state: State, down: boolean): Step {
  if (state.moment.is !== "talking" || state.moment.held === down) return [state];
  const held = within(state, state.moment, { held: down });
  return [held, closed(held)];
}

export function wait(state: State, on: boolean): Step {
  if (state.moment.is !== "ended" || state.moment.waits === on) return [state];
  const waiting = within(state, state.moment, { waits: on });
  return [waiting, goOn(waiting)];
}

export function report(state: State, reason: ReportReason): Step {
  const { moment, peer } = state;
  if (!peer) return [state];
  let told: State;
  if (moment.is === "talking" && !moment.reported) told = within(state, moment, { reported: true });
  else if (moment.is === "ended" && moment.reportable) told = within(state, moment, { reportable: false, reported: true });
  else return [state];
  const message: ClientMessage = { type: "report", token: peer.token, reason };
  if (state.link.is === "open") return [avoiding(told), { do: "send", message }];
  return [{ ...avoiding(told), unsentReport: message }, { do: "open-link" }];
}

export function wish(state: State, now: number, change: Partial<Wishes>): Step {
  const wishes = { ...state.wishes, ...change };
  const wished: State = {
    ...state,
    wishes: { ...wishes, languages: languagesIn(wishes.languages), interests: interestsIn(wishes.interests) },
    hidingChosen: state.hidingChosen || change.hideAddress !== undefined,
  };
  const { moment } = wished;
  if (moment.is === "searching" && asksForSomethingElse(state.wishes, wished.wishes)) return searchOn(wished, now);
  if (moment.is === "cannot-hide" && !cannotHide(wished)) return [{ ...wished, moment: { is: "idle" } }];
  if (moment.is === "ended" && wishes.nextAutomatically !== state.wishes.nextAutomatically) return [wished, goOn(wished)];
  if (moment.is === "talking" && wishes.holdToTalk !== state.wishes.holdToTalk) {
    const open = within(wished, moment, { held: false }); // the button that was held goes away, or comes
    return [open, closed(open)];
  }
  return [wished];
}

/** The server keeps the time already waited. Until the join is sent, a match under the earlier wishes is as welcome, hiding apart. */
function searchOn(state: State, now: number): Step {
  const { moment, queued } = state;
  const [next, ...effects] = search(state, now, null);
  if (next.moment.is !== "searching" || moment.is !== "searching") return [next, ...effects];
  return [{ ...next, moment, queued }, ...effects];
}

function asksForSomethingElse(before: Wishes, after: Wishes): boolean {
  const asked = ({ languages, interests, hideAddress }: Wishes) => JSON.stringify([languages, interests, hideAddress]);
  return asked(before) !== asked(after);
}

function languagesIn(languages: readonly string[]): readonly string[] {
  return [...new Set(languages)].filter((each) => /^[a-z]{2,3}$/.test(each)).slice(0, LIMIT.languages);
}

function interestsIn(interests: readonly string[]): readonly string[] {
  const words = interests.map((each) => [...each.trim()].slice(0, LIMIT.interestCodePoints).join(""));
  return [...new Set(words)].filter((each) => each !== "").slice(0, LIMIT.interests);
}

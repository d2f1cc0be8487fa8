import type { CallEvent } from "../call/call.ts";
import type { ChannelMessage } from "../protocol/channel.ts";
import { askToReopen, mending, reopen } from "./mending.ts";
import { within, withLine, type State, type Step } from "./state.ts";
import { CREDENTIALS_MS, GIVE_UP_HIDDEN_MS, LOST_MS, TYPING_MS, end, hint, talk } from "./turns.ts";

/** What the call and the one at its other end bring. */

export function onCall(state: State, now: number, event: CallEvent): Step {
  const { moment } = state;
  if (moment.is !== "connecting" && moment.is !== "talking") return [state];
  if (event.is === "mismatch") return end(state, "key-mismatch");
  if (event.is === "proven") {
    const proven: State = { ...state, emoji: event.emoji };
    return [moment.is === "talking" ? within(proven, moment, { emoji: event.emoji }) : proven];
  }
  if (moment.is === "connecting") {
    if (event.is === "open") return talk(state, moment, now);
    if (event.is !== "agreed") return [state];
    const inMs = moment.since + GIVE_UP_HIDDEN_MS - now;
    return [within(state, moment, { hidden: event.hidden }), ...(event.hidden ? [{ do: "wake", timer: "give-up", inMs } as const] : [])];
  }
  switch (event.is) {
    case "said":
      return onSaid(state, now, event.message);
    case "quiet":
      return [state, { do: "check-link" }];
    case "dead":
      if (mending(state)) return [state]; // its time counts from the first
      return [hint(state, "mending", true), ...reopen(state), { do: "wake", timer: "lost", inMs: LOST_MS }];
    case "alive":
      return [
        hint({ ...state, peer: state.peer && { ...state.peer, reopened: false } }, "mending", false),
        { do: "forget", timer: "reopen" },
        { do: "forget", timer: "lost" },
        { do: "send", message: { type: "connected" } },
      ];
    case "failing": {
      const stale = state.peer !== null && now - state.peer.credentialsAt >= CREDENTIALS_MS;
      return [state, ...(stale ? askToReopen(state) : [{ do: "restart" } as const])];
    }
    case "poor":
      return [hint(state, "poor-connection", event.poor)];
    case "closed":
      return end(state, event.alive ? "they-left" : "lost");
    default:
      return [state];
  }
}

function onSaid(state: State, now: number, message: ChannelMessage): Step {
  const { moment } = state;
  if (moment.is !== "talking") return [state];
  switch (message.type) {
    case "text": {
      const { text, n } = message;
      const heard = withLine({ ...moment, typing: false }, { by: "them", text, at: now });
      return [{ ...state, moment: heard }, { do: "forget", timer: "typing" }, ...(n ? [{ do: "tell", message: { type: "delivered", n } } as const] : [])];
    }
    case "delivered": {
      const lines = moment.lines.map((line) => (line.by === "me" && line.n === message.n ? { ...line, delivered: true } : line));
      return [within(state, moment, { lines })];
    }
    case "typing":
      return [within(state, moment, { typing: true }), { do: "wake", timer: "typing", inMs: TYPING_MS }];
    case "mute":
      return [hint(state, "they-muted", message.muted)];
    case "token":
      return [{ ...state, peer: state.peer && { ...state.peer, reopenToken: message.token } }];
    case "bye":
      return end(state, "they-left");
    default:
      return [state];
  }
}

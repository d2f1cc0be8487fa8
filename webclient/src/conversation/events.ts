import type { CallEvent } from "../call/call.ts";
import type { ChannelMessage } from "../protocol/channel.ts";
import type { Reopened, ServerMessage } from "../protocol/messages.ts";
import type { LinkState } from "../signaling/signaling.ts";
import { avoiding, within, withLine, type Effect, type State, type Step, type Timer } from "./state.ts";
import { CREDENTIALS_MS, GIVE_UP_HIDDEN_MS, LOST_MS, REOPEN_EVERY_MS, end, hint, meet, search, talk } from "./turns.ts";

/** What happens to a person: server, link, call and clock. */

const TYPING_MS = 3_000;

export function onLink(state: State, now: number, link: LinkState): Step {
  if (link.is !== "open") return [{ ...state, link, queued: false }];
  const { welcome } = link;
  const { online, relay, country, token } = welcome;
  const preferred = relay === "preferred" && !state.hidingChosen;
  const opened: State = {
    ...state,
    link: { is: "open", online, relay, country },
    welcome,
    wishes: preferred ? { ...state.wishes, hideAddress: true } : state.wishes,
    queued: false,
    unsentReport: null,
  };
  const [next, ...effects] = onNewSocket(opened, now, token);
  return [next, ...effects, ...(state.unsentReport ? [{ do: "send", message: state.unsentReport } as const] : [])];
}

/** The new socket knows nothing of what we were doing on the old one. */
function onNewSocket(state: State, now: number, token: string): Step {
  switch (state.moment.is) {
    case "searching":
      return search(state, now, state.moment.after);
    case "connecting":
      return search(state, now, "lost");
    case "talking":
      return [
        state,
        { do: "send", message: { type: "connected" } },
        { do: "tell", message: { type: "token", token } },
        ...(mending(state) ? reopen(state) : []),
      ];
    default:
      return [state];
  }
}

export function onServer(state: State, now: number, message: ServerMessage): Step {
  const { moment } = state;
  switch (message.type) {
    case "waiting": {
      if (moment.is !== "searching") return [state];
      const widensAt = message.widen.map((seconds) => now + 1000 * seconds);
      return [within({ ...state, queued: true }, moment, { widensAt })];
    }
    case "cooldown": {
      if (moment.is !== "searching") return [state];
      const inMs = 1000 * message.seconds;
      return [
        { ...state, moment: { is: "cooldown", until: now + inMs }, microphone: false },
        { do: "release-microphone" },
        { do: "wake", timer: "cooldown", inMs },
      ];
    }
    case "matched":
      if (moment.is === "searching" && state.queued) return meet(state, now, message);
      // Nobody may be put in the place of the one we have already met.
      return moment.is === "connecting" || moment.is === "talking" ? end(state, "key-mismatch") : [state];
    case "peer-left":
      return moment.is === "connecting" ? search(state, now, "they-left") : [state];
    case "reopened":
      return onReopened(state, now, message);
    default:
      return [state];
  }
}

function onReopened(state: State, now: number, { peer, iceServers }: Reopened): Step {
  switch (state.moment.is) {
    case "connecting":
    case "talking":
      return [
        { ...state, peer: { token: peer.token, reopenToken: peer.token, credentialsAt: now } },
        { do: "reopened", iceServers },
      ];
    case "searching":
      return search(state, now, state.moment.after); // a join leaves what was there
    default:
      return [state, { do: "send", message: { type: "leave" } }];
  }
}

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
    case "dead":
      return [hint(state, "mending", true), ...reopen(state), { do: "wake", timer: "lost", inMs: LOST_MS }];
    case "alive":
      return [
        hint(state, "mending", false),
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
      const heard = withLine({ ...moment, typing: false }, { by: "them", text: message.text, at: now });
      return [{ ...state, moment: heard }, { do: "forget", timer: "typing" }];
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

export function onWoke(state: State, now: number, timer: Timer): Step {
  const { moment } = state;
  switch (timer) {
    case "slow":
      return [moment.is === "connecting" ? within(state, moment, { slow: true }) : state];
    case "give-up": {
      if (moment.is !== "connecting") return [state];
      const [next, ...effects] = search(avoiding(state), now, "no-way-through");
      return [next, { do: "send", message: { type: "leave" } }, ...effects];
    }
    case "reopen":
      return mending(state) ? [state, ...reopen(state)] : [state];
    case "lost":
      return mending(state) ? end(state, "lost") : [state];
    case "typing":
      return [moment.is === "talking" ? within(state, moment, { typing: false }) : state];
    case "next":
      return moment.is === "ended" ? search(state, now, moment.why) : [state];
    case "cooldown":
      return [moment.is === "cooldown" ? { ...state, moment: { is: "idle" } } : state];
  }
}

function mending({ moment }: State): boolean {
  return moment.is === "talking" && moment.hints.includes("mending");
}

/** Now, and again until it is mended or lost. */
function reopen(state: State): Effect[] {
  return [...askToReopen(state), { do: "wake", timer: "reopen", inMs: REOPEN_EVERY_MS }];
}

function askToReopen({ peer, link }: State): Effect[] {
  if (link.is === "resting") return [{ do: "open-link" }];
  return peer && link.is === "open" ? [{ do: "send", message: { type: "reopen", token: peer.reopenToken } }] : [];
}

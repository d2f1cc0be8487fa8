import type { Reopened, ServerMessage } from "../protocol/messages.ts";
import type { LinkState } from "../signaling/signaling.ts";
import { askToReopen, mending, reopen } from "./mending.ts";
import type { Link } from "./moment.ts";
import { within, type State, type Step } from "./state.ts";
import { end, meet, search } from "./turns.ts";

/** What the link and the server bring. */

export function onLink(state: State, now: number, link: LinkState): Step {
  if (link.is !== "open") return [{ ...state, link: shown(state.link, link, now), queued: false }];
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

/** An attempt changes nothing about the server being out of reach, only its success does; nor is one made without delay a sign of it. */
function shown(before: Link, link: Exclude<LinkState, { is: "open" }>, now: number): Link {
  const trying = link.is === "opening" || (link.is === "down" && link.retryAt <= now);
  if (!trying) return link;
  return before.is === "down" ? { is: "down", retryAt: now } : { is: "opening" };
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
        { ...state, peer: state.peer && { ...state.peer, reopened: false } },
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
        { ...state, moment: { is: "cooldown", until: now + inMs }, microphone: false, muted: false },
        { do: "release-microphone" },
        { do: "wake", timer: "cooldown", inMs },
      ];
    }
    case "matched":
      if (moment.is === "searching" && state.queued) return meet(state, now, message);
      // Nobody may be put in the place of the one we have already met.
      return moment.is === "connecting" || moment.is === "talking" ? end(state, "key-mismatch") : [state];
    case "peer-left":
      return onPeerLeft(state, now);
    case "reopened":
      return onReopened(state, now, message);
    default:
      return [state];
  }
}

function onPeerLeft(state: State, now: number): Step {
  const { moment, peer } = state;
  // Their deadline may be over a moment before ours: then they gave up, too.
  if (moment.is === "connecting") return search(state, now, moment.slow ? "no-way-through" : "they-left");
  // Both asked at once, and they called us by a socket that we have left: the server believes the later of the two.
  const crossed = mending(state) && peer?.reopened === true;
  return [{ ...state, peer: peer && { ...peer, reopened: false } }, ...(crossed ? askToReopen(state) : [])];
}

function onReopened(state: State, now: number, { peer, iceServers }: Reopened): Step {
  switch (state.moment.is) {
    case "connecting":
    case "talking":
      return [
        { ...state, peer: state.peer && { ...state.peer, reopenToken: peer.token, credentialsAt: now, reopened: true } },
        { do: "reopened", iceServers },
      ];
    case "searching":
      return search(state, now, state.moment.after); // a join leaves what was there
    default:
      return [state, { do: "send", message: { type: "leave" } }];
  }
}

import type { Effect, State } from "./state.ts";
import { REOPEN_EVERY_MS } from "./turns.ts";

/** A talk whose channel is dead, and the way to the other one over the server. */

export function mending({ moment }: State): boolean {
  return moment.is === "talking" && moment.hints.includes("mending");
}

/** Now, and again until it is mended or lost. */
export function reopen(state: State): Effect[] {
  return [...askToReopen(state), { do: "wake", timer: "reopen", inMs: REOPEN_EVERY_MS }];
}

export function askToReopen({ peer, link }: State): Effect[] {
  if (link.is === "resting") return [{ do: "open-link" }];
  return peer && link.is === "open" ? [{ do: "send", message: { type: "reopen", token: peer.reopenToken } }] : [];
}

/** Mending goes over the present socket, unless that one may itself be what broke. */
export function movable(state: State, renewed: boolean): boolean {
  return state.moment.is !== "connecting" && (renewed || !mending(state));
}

import { mending, reopen } from "./mending.ts";
import { avoiding, within, type State, type Step, type Timer } from "./state.ts";
import { end, hint, search } from "./turns.ts";

/** What time brings. */
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
    case "note":
      return [(["other-microphone", "microphone-back", "other-speaker"] as const).reduce((noted, which) => hint(noted, which, false), state)];
    case "next":
      return moment.is === "ended" ? search(state, now, moment.why) : [state];
    case "cooldown":
      return [moment.is === "cooldown" ? { ...state, moment: { is: "idle" } } : state];
  }
}

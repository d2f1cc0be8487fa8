import * as person from "./person.ts";
import { onLink, onServer } from "./server.ts";
import type { Input, State, Step } from "./state.ts";
import { onCall } from "./talk.ts";
import { hint, note, search, silence } from "./turns.ts";
import { onWoke } from "./woke.ts";

/**
 * The conversation itself: state and input make state and effects, nothing else does. Knows no socket, no clock and no
 * browser; effects are carried out in order by hands.ts.
 */
export function step(state: State, input: Input, now: number): Step {
  const [next, ...effects] = turn(state, input, now);
  return next.moment.is === state.moment.is ? [next, ...effects] : [next, { do: "forget-all" }, ...effects];
}

function turn(state: State, input: Input, now: number): Step {
  switch (input.is) {
    case "start":
      return person.start(state, now);
    case "try":
      return person.tryOut(state);
    case "stop":
      return person.stop(state);
    case "skip":
      return person.skip(state, now);
    case "say":
      return person.say(state, now, input.text);
    case "typing":
      return person.typing(state);
    case "mute":
      return person.mute(state, input.on);
    case "hold":
      return person.hold(state, input.down);
    case "wait":
      return person.wait(state, input.on);
    case "report":
      return person.report(state, input.reason);
    case "wish":
      return person.wish(state, now, input.change);
    case "microphone": {
      const { moment } = state;
      if (moment.is !== "asking") return [state, { do: "release-microphone" }];
      const open: State = { ...state, microphone: true, silent: false };
      const [next, ...effects]: Step = moment.trying ? [{ ...open, moment: { is: "trying", silent: false } }] : search(open, now, null);
      return [next, { do: "use-microphone" }, ...effects];
    }
    case "no-microphone":
      return person.refused(state, input.why);
    case "microphone-gone": {
      const gone: State = silence({ ...state, microphone: false }, true);
      const { is } = gone.moment;
      return is === "searching" ? search(gone, now, null) : [gone, ...(is === "trying" || is === "connecting" || is === "talking" ? [{ do: "replace-microphone" } as const] : [])];
    }
    case "microphone-changed": {
      const changed: State = silence({ ...state, microphone: true }, false);
      const [next, ...effects] = input.note ? note(changed, input.note) : ([changed] as const);
      return [next, { do: "use-microphone" }, ...effects];
    }
    case "speaker-gone":
      return note(state, "other-speaker");
    case "audible":
      return [hint({ ...state, inaudible: !input.audible }, "tap-to-hear", !input.audible)];
    case "microphone-silent":
      return [silence(state, input.silent), ...(input.silent ? [] : [{ do: "wake-ears" } as const])];
    case "link":
      return onLink(state, now, input.state);
    case "server":
      return onServer(state, now, input.message);
    case "call":
      return onCall(state, now, input.event);
    case "woke":
      return onWoke(state, now, input.timer);
  }
}

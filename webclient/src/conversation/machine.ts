import type { Clock } from "../signaling/clock.ts";
import type { View } from "./moment.ts";
import { NOTHING, type Effect, type Input, type State } from "./state.ts";
import { step } from "./step.ts";

export interface MachineEvents {
  /** To be carried out now; may cause further inputs, which wait their turn. */
  effect(effect: Effect): void;
  /** All that has happened so far is dealt with. */
  settled(): void;
}

/** Holds the state, and takes one input after the other. */
export class Machine {
  readonly #clock: Pick<Clock, "now">;
  readonly #events: MachineEvents;
  readonly #inputs: Input[] = [];
  readonly #watchers = new Set<(view: View) => void>();
  #state: State = NOTHING;
  #view: View = NOTHING;

  constructor(clock: Pick<Clock, "now">, events: MachineEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  get state(): State {
    return this.#state;
  }

  get view(): View {
    return this.#view;
  }

  subscribe(changed: (view: View) => void): () => void {
    const watcher = (view: View) => changed(view);
    this.#watchers.add(watcher);
    watcher(this.#view);
    return () => this.#watchers.delete(watcher);
  }

  happened(input: Input): void {
    if (this.#inputs.push(input) > 1) return;
    for (let next = this.#inputs[0]; next; this.#inputs.shift(), next = this.#inputs[0]) this.#turn(next);
    this.#show();
    this.#events.settled();
  }

  #turn(input: Input): void {
    const [state, ...effects] = step(this.#state, input, this.#clock.now());
    this.#state = state;
    for (const effect of effects) this.#attempt(effect);
  }

  /** One that the browser refuses must not take the others with it (a deadline among them), nor the inputs to come. */
  #attempt(effect: Effect): void {
    try {
      this.#events.effect(effect);
    } catch (error) {
      globalThis.reportError?.(error);
    }
  }

  #show(): void {
    const { moment, link, wishes } = this.#state;
    if (moment === this.#view.moment && link === this.#view.link && wishes === this.#view.wishes) return;
    this.#view = { moment, link, wishes };
    for (const watcher of this.#watchers) watcher(this.#view);
  }
}

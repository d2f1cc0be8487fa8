import type { Clock } from "../signaling/clock.ts";
import type { Timer } from "./state.ts";

/** At most one of each; setting one anew replaces it. */
export class Timers {
  readonly #clock: Clock;
  readonly #woke: (timer: Timer) => void;
  readonly #set = new Map<Timer, () => void>();

  constructor(clock: Clock, woke: (timer: Timer) => void) {
    this.#clock = clock;
    this.#woke = woke;
  }

  wake(timer: Timer, inMs: number): void {
    this.forget(timer);
    const callOff = this.#clock.after(inMs, () => {
      this.#set.delete(timer);
      this.#woke(timer);
    });
    this.#set.set(timer, callOff);
  }

  forget(timer: Timer): void {
    this.#set.get(timer)?.();
    this.#set.delete(timer);
  }

  forgetAll(): void {
    for (const timer of [...this.#set.keys()]) this.forget(timer);
  }
}

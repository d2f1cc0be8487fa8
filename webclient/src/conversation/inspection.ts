import type { Clock } from "../signaling/clock.ts";

const ANSWER_MS = 5_000;

type Held = Record<string, unknown>;

/** What the server holds about us, asked for and awaited. */
export class Inspection {
  readonly #clock: Pick<Clock, "after">;
  #answer: (held: Held | null) => void = () => {};

  constructor(clock: Pick<Clock, "after">) {
    this.#clock = clock;
  }

  /** Null if nobody can be asked, if no answer comes in 5 s, or if it is asked again meanwhile. */
  ask(send: () => boolean): Promise<Held | null> {
    this.#answer(null);
    if (!send()) return Promise.resolve(null);
    return new Promise((resolve) => {
      const callOff = this.#clock.after(ANSWER_MS, () => resolve(null));
      this.#answer = (held) => {
        callOff();
        resolve(held);
      };
    });
  }

  answered(held: Held): void {
    this.#answer(held);
  }
}

import type { Clock } from "../signaling/clock.ts";

const ANSWER_MS = 5_000;

type Held = Record<string, unknown>;

/** What the server holds about us, asked for and awaited. */
export class Inspection {
  readonly #clock: Pick<Clock, "after">;
  readonly #send: () => void;
  #answer: (held: Held | null) => void = () => {};
  #awaited: Promise<Held | null> | null = null;

  constructor(clock: Pick<Clock, "after">, send: () => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Null if no answer comes in 5 s. Asked again meanwhile, it is the same question. */
  ask(): Promise<Held | null> {
    this.#awaited ??= new Promise((resolve) => {
      const callOff = this.#clock.after(ANSWER_MS, () => this.answered(null));
      this.#answer = (held) => {
        callOff();
        this.#awaited = null;
        resolve(held);
      };
      this.#send();
    });
    return this.#awaited;
  }

  /** There is a link, where there may have been none to ask over. */
  linked(): void {
    if (this.#awaited) this.#send();
  }

  answered(held: Held | null): void {
    this.#answer(held);
  }
}

import type { Clock } from "../signaling/clock.ts";

const LOOK_MS = 500;
/** Looks in a row that must have found nothing. */
const LOOKS = 10;

/** Notices a microphone that gives nothing at all, as one does that is switched off at its cable. The quietest room is louder. */
export class Silence {
  readonly #clock: Pick<Clock, "after">;
  readonly #still: () => boolean;
  readonly #changed: (silent: boolean) => void;
  #stop = () => {};
  #looks = 0;

  /** @param still whether nothing was heard in the half second before; false where that cannot be known */
  constructor(clock: Pick<Clock, "after">, still: () => boolean, changed: (silent: boolean) => void) {
    this.#clock = clock;
    this.#still = still;
    this.#changed = changed;
  }

  watch(): void {
    this.rest();
    this.#look();
  }

  rest(): void {
    this.#stop();
    this.#looks = 0;
  }

  #look(): void {
    const before = this.#looks;
    this.#looks = this.#still() ? before + 1 : 0;
    if (this.#looks === LOOKS) this.#changed(true);
    if (this.#looks === 0 && before >= LOOKS) this.#changed(false);
    this.#stop = this.#clock.after(LOOK_MS, () => this.#look());
  }
}

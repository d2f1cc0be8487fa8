import type { Clock } from "../signaling/clock.ts";

/** A token bucket: `burst` at once, `perSecond` in the long run. */
export class Rate {
  #left: number;
  #at: number;

  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.#left = burst;
    this.#at = clock.now();
  }

  /** Takes one, if there is one. */
  take(): boolean {
    const now = this.clock.now();
    this.#left = Math.min(this.burst, this.#left + ((now - this.#at) / 1000) * this.perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}

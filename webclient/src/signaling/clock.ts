/** Time as a part that tests replace. Milliseconds, monotonic. */
export interface Clock {
  now(): number;
  /** Calls once, later. Returns the way to call it off. */
  after(ms: number, then: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

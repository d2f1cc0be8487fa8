import { createSubscriber } from "svelte/reactivity";

const everyQuarterSecond = createSubscriber((update) => {
  const timer = setInterval(update, 250);
  return () => clearInterval(timer);
});

/** `performance.now()`, and whoever read it inside a view reads it anew four times a second. */
export function now(): number {
  everyQuarterSecond();
  return performance.now();
}

/** Whole seconds from now until `at`, never below zero. */
export function secondsUntil(at: number): number {
  return Math.max(0, Math.ceil((at - now()) / 1000));
}

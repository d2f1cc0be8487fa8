import { learn } from "../i18n/words.ts";

type Loaded = typeof import("./Moments.svelte");

let underway: Promise<Loaded> | undefined;

/** All that is seen once the button is pressed, with its words. Fetched once, and again only if that failed. */
export function loadMoments(): Promise<Loaded> {
  underway ??= Promise.all([import("./Moments.svelte"), learn("talk")]).then(
    ([module]) => module,
    (error: unknown) => {
      underway = undefined;
      throw error;
    },
  );
  return underway;
}

import { learn } from "../i18n/words.ts";

type Loaded = typeof import("./Moments.svelte");

const AGAIN_MS = 1_000;

let underway: Promise<Loaded> | undefined;

/** All that is seen once the button is pressed, with its words. Fetched once; once more if that failed, and whenever it is asked for after that. */
export function loadMoments(): Promise<Loaded> {
  underway ??= load()
    .catch(() => new Promise((later) => setTimeout(later, AGAIN_MS)).then(load))
    .catch((error: unknown) => {
      underway = undefined;
      throw error;
    });
  return underway;
}

async function load(): Promise<Loaded> {
  const [module] = await Promise.all([import("./Moments.svelte"), learn("talk")]);
  return module;
}

import type { Moment, Wishes } from "../conversation/moment.ts";

type In<M extends Moment["is"]> = Extract<Moment, { is: M }>;

/** Whom a search looks for, from narrow to wide. */
export type Sought = "both" | "languages" | "interests" | "anybody";

/**
 * What is looked for now, and what comes next and when (`performance.now()` milliseconds). Preference widens in steps: language and
 * interest, then language, then anybody; a list that is empty fits everybody, so its step does not exist. Without a link nothing widens.
 */
export function sought(wishes: Wishes, search: In<"searching">, now: number, linked: boolean): { now: Sought; next: { sought: Sought; at: number } | null } {
  const steps = stepsFor(wishes);
  const last = steps.length - 1;
  const widensAt = linked ? search.widensAt : null;
  const ahead = (widensAt ?? []).filter((at) => at > now).sort((a, b) => a - b);
  const step = widensAt ? Math.max(0, last - ahead.length) : 0;
  const next = ahead.length > 0 && step < last ? { sought: steps[step + 1]!, at: ahead[ahead.length - (last - step)]! } : null;
  return { now: steps[step]!, next };
}

function stepsFor(wishes: Wishes): Sought[] {
  const languages = wishes.languages.length > 0;
  const interests = wishes.interests.length > 0;
  if (languages && interests) return ["both", "languages", "anybody"];
  if (languages) return ["languages", "anybody"];
  return interests ? ["interests", "anybody"] : ["anybody"];
}

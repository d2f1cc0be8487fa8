import type { Link, Moment, View } from "../conversation/moment.ts";
import { countryName, interestName, languageName, listed } from "../i18n/names.ts";
import { say } from "../i18n/words.ts";
import { type Sought, sought } from "./sought.ts";

/**
 * What the live region says: the sentences that are true now. Only a sentence that was not there before is read out, so counting
 * seconds are left out and a state is told once.
 */
export function spoken(view: View, now: number, aboutToSkip: boolean): string[] {
  const { moment, link } = view;
  const sentences = [...ofLink(link, moment), ...ofMoment(view, now)];
  const skippable = moment.is === "talking" || moment.is === "connecting";
  return aboutToSkip && skippable ? [...sentences, say("skip.sure.spoken")] : sentences;
}

function ofLink(link: Link, moment: Moment): string[] {
  if (link.is !== "down") return [];
  return [say(moment.is === "talking" && !moment.hints.includes("mending") ? "link.talking" : "link.spoken")];
}

function ofMoment(view: View, now: number): string[] {
  const { moment } = view;
  switch (moment.is) {
    case "idle":
      return [];
    case "asking":
      return [say("asking.spoken")];
    case "trying":
      return [say(moment.silent ? "microphone.silent" : "trying.how")];
    case "refused":
      return [say(`refused.${moment.why}`), say(`refused.${moment.why}.1`), say(`refused.${moment.why}.2`)];
    case "searching":
      return [...(moment.after ? [say(`ending.${moment.after}`)] : []), soughtSentence(view, sought(view.wishes, moment, now, view.link.is === "open").now), ...(moment.muted ? [say("talking.muted")] : moment.silent ? [say("microphone.silent")] : [])];
    case "connecting":
      return [foundSentence("connecting", moment.with.country), ...(moment.slow ? [say("connecting.slow")] : [])];
    case "talking":
      return ofTalk(moment, view.wishes.holdToTalk);
    case "ended":
      return [say(`ending.${moment.why}`), ...(moment.reported ? [say("ending.you-reported")] : []), ...(moment.waits && view.wishes.nextAutomatically ? [say("ended.waits")] : [])];
    case "cooldown":
      return [say("cooldown.title"), say("cooldown.spoken", { n: Math.max(1, Math.ceil((moment.until - now) / 60_000)) })];
    case "cannot-hide":
      return [say("cannot-hide.title"), say("cannot-hide.why")];
  }
}

function ofTalk(moment: Extract<Moment, { is: "talking" }>, holds: boolean): string[] {
  return [
    foundSentence("talking", moment.with.country),
    say(moment.muted ? "talking.muted" : holds ? "talking.hold" : "talking.open"),
    ...moment.hints.map((hint) => say(`hint.${hint}`)),
    ...(moment.reported ? [say("ending.you-reported")] : []),
  ];
}

/** "Looking for someone who speaks Deutsch or English…" */
export function soughtSentence(view: View, whom: Sought): string {
  const languages = listed(view.wishes.languages.map(languageName), "disjunction");
  const interests = listed(view.wishes.interests.map(interestName), "disjunction");
  switch (whom) {
    case "both":
      return say("searching.both", { languages, interests });
    case "languages":
      return say("searching.languages", { languages });
    case "interests":
      return say("searching.interests", { interests });
    case "anybody":
      return say("searching.anybody");
  }
}

function foundSentence(when: "connecting" | "talking", code: string | null): string {
  const country = countryName(code);
  return country === null ? say(`${when}.spoken.unknown`) : say(`${when}.spoken`, { country });
}

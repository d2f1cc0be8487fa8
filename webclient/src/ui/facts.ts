import { countryName, interestName, languageName, listed } from "../i18n/names.ts";
import { locale, say } from "../i18n/words.ts";

/** What a node is known to hold, each with a name a person understands. Anything else is shown under its own name. */
const KNOWN = [
  "address", "country", "lan", "abuseHandle", "socket", "epoch", "state", "languages", "interests", "commit", "avoid", "waitingSinceMs", "partner", "asking",
  "unheard", "deadlineInMs", "idleInMs", "connectedSeconds", "heardSecondsAgo", "unfinishedBytes", "closing", "controlsSpent", "signalsSpent", "signalBytesSpent",
  "socketsOfAddress", "connectsSpentOfAddress",
] as const;
const STATES = ["idle", "waiting", "pairing", "talking"] as const;

type Fact = [name: string, value: string];

/** What `inspect` answered, as pairs of words; nested objects are laid flat under both their names. */
export function facts(held: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(held).flatMap(([key, value]) =>
    isRecord(value) ? facts(value).map(([inner, it]): Fact => [say("knowledge.within", { outer: nameOf(key), inner }), it]) : [[nameOf(key), valueOf(key, value)] satisfies Fact],
  );
}

function nameOf(key: string): string {
  const known = KNOWN.find((each) => each === key);
  return known ? say(`knowledge.of.${known}`) : spaced(key);
}

function valueOf(key: string, value: unknown): string {
  if (isNothing(value)) return say("knowledge.nothing");
  switch (key) {
    case "country":
      return countryName(String(value)) ?? String(value);
    case "state": {
      const state = STATES.find((each) => each === value);
      return state ? say(`knowledge.state.${state}`) : String(value);
    }
    case "languages":
    case "interests":
      return Array.isArray(value) ? listed(value.map(String).map(key === "languages" ? languageName : interestName), "conjunction") : inWords(value);
    case "socket":
    case "partner":
    case "asking":
      return say("knowledge.sealed");
    case "avoid":
      return Array.isArray(value) ? say("knowledge.sealed.count", { n: value.length }) : inWords(value);
    default:
      return typeof value === "number" ? measured(key, value) : inWords(value);
  }
}

/** A name tells its unit: idleInMs, connectedSeconds, heardSecondsAgo. */
function measured(key: string, value: number): string {
  if (/Ms$/.test(key)) return lasting(value / 1000);
  return /Seconds/.test(key) ? lasting(value) : inWords(value);
}

function lasting(seconds: number): string {
  const [value, unit] = Math.abs(seconds) < 120 ? [seconds, "second"] : [seconds / 60, "minute"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 }).format(value);
}

function inWords(value: unknown): string {
  if (isNothing(value)) return say("knowledge.nothing");
  if (typeof value === "boolean") return say(value ? "knowledge.yes" : "knowledge.no");
  if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
  if (Array.isArray(value)) return listed(value.map(inWords), "conjunction");
  return isRecord(value) ? JSON.stringify(value) : String(value);
}

/** waitingSinceMs → waiting since ms */
function spaced(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[-_]/g, " ").toLowerCase();
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

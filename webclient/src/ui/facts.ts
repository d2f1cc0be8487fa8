import { say } from "../i18n/words.ts";

/** What `inspect` answered, as pairs of words; nested objects are laid flat under "outer, inner". */
export function facts(held: Readonly<Record<string, unknown>>, locale: string): [name: string, value: string][] {
  return Object.entries(held).flatMap(([name, value]) =>
    isRecord(value) ? facts(value, locale).map(([inner, it]): [string, string] => [`${spaced(name)}, ${inner}`, it]) : [[spaced(name), inWords(value, locale)]],
  );
}

function inWords(value: unknown, locale: string): string {
  if (value === null || value === undefined || value === "") return say("knowledge.nothing");
  if (typeof value === "boolean") return say(value ? "knowledge.yes" : "knowledge.no");
  if (typeof value === "number") return new Intl.NumberFormat(locale).format(value);
  if (Array.isArray(value)) return value.length === 0 ? say("knowledge.nothing") : value.map((it) => inWords(it, locale)).join(", ");
  return isRecord(value) ? JSON.stringify(value) : String(value);
}

/** waitingSinceMs → waiting since ms */
function spaced(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[-_]/g, " ").toLowerCase();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

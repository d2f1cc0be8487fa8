import { names } from "virtual:words";
import { type Key, locale, say } from "./words.ts";

/** The country's name in the reader's language; null when it is not known (ISO 3166-1 alpha-2 in). */
export function countryName(code: string | null): string | null {
  return code === null ? null : nameOf(code, "region", locale);
}

/** A language's name as its own speakers write it: Deutsch, 日本語. An unknown code stays what it is. */
export function languageName(code: string): string {
  return names[code] ?? nameOf(code, "language", code) ?? code;
}

/** Suggested interests go over the wire in English and are shown translated; others are shown as they are. */
export function interestName(interest: string): string {
  return (suggestedInterests as readonly string[]).includes(interest) ? say(`interest.${interest}` as Key & `interest.${Suggested}`) : interest;
}

export const suggestedInterests = [
  "music", "films", "books", "games", "sport", "travel", "food", "science", "art", "nature", "technology", "life",
] as const;
type Suggested = (typeof suggestedInterests)[number];

/** Offered for choosing; any other code that the browser itself names is accepted too. */
export const offeredLanguages = [
  "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fil", "fr", "he", "hi", "hr", "hu", "id", "it",
  "ja", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr",
  "uk", "ur", "vi", "zh",
] as const;

/** The languages a browser is set to, as primary subtags, each once, at most five. */
export function spokenLanguages(tags: readonly string[]): string[] {
  return [...new Set(tags.map(codeOf))].slice(0, 5);
}

/** One for what people call one language, as it is offered: a browser's may be an older one ("iw"), or one of Norwegian's two ways to write. */
function codeOf(tag: string): string {
  try {
    return new Intl.Locale(tag).language.replace(/^n[bn]$/, "no");
  } catch {
    return tag; // no language at all, and wished for in vain
  }
}

/** "Deutsch or English", "music and books". */
export function listed(names: readonly string[], join: "conjunction" | "disjunction"): string {
  return new Intl.ListFormat(locale, { type: join }).format(names);
}

function nameOf(code: string, type: "region" | "language", inLanguage: string): string | null {
  try {
    const name = new Intl.DisplayNames([inLanguage], { type, fallback: "none" }).of(code);
    return name ?? null;
  } catch {
    return null; // not even well-formed
  }
}

import { english, languages, path } from "virtual:words";
import type en from "./en.ts";
import type { PageKey, Part } from "./parts.ts";

type Plural = { readonly other: string } & { readonly [category in Intl.LDMLPluralRule]?: string };
type Text = string | Plural;
type English = typeof en;

/** What a script can say. */
export type Key = Exclude<keyof English, PageKey>;
/** What another language's file exports as its default. */
export type Catalogue = { readonly [K in keyof English]: English[K] extends string ? string : Plural };
type Words = Partial<Catalogue>;

type Holes<T> = T extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;
type HolesOf<K extends Key> = English[K] extends { readonly other: infer Other } ? Holes<Other> : Holes<English[K]>;
type Values<K extends Key> = [HolesOf<K>] extends [never]
  ? []
  : [values: { readonly [H in HolesOf<K>]: H extends "n" ? number : string }];

const known = new Set<Part>(["start"]);
let words: Words = english;
let chosen = 0;
export let locale = "en";

/** Takes the first wanted language (BCP 47) that there is a catalogue for, else English, and marks the document with it; not if another is chosen meanwhile. */
export async function speak(wanted: readonly string[]): Promise<void> {
  const codes = wanted.map((tag) => tag.split("-")[0]!.toLowerCase());
  const code = codes.find((it) => languages.includes(it)) ?? "en";
  const its: Words = {};
  const choice = ++chosen;
  for (const part of known) Object.assign(its, await fetched(code, part)); // one after the other: those learnt meanwhile, too
  if (choice === chosen) use(code, its);
}

/** Fetches the words of one more part of the page. */
export async function learn(part: Part): Promise<void> {
  if (known.has(part)) return;
  const code = locale;
  const more = await fetched(code, part);
  if (code !== locale) return learn(part); // another language was chosen meanwhile
  known.add(part);
  words = { ...words, ...more };
}

export function use(code: string, its: Words): void {
  [locale, words] = [code, its];
  document.documentElement.lang = code;
  document.documentElement.dir = say("direction");
}

/** The text under `key`, its holes filled. Numbers are written as the language writes them. */
export function say<K extends Key>(key: K, ...[values]: Values<K>): string {
  const holes = (values ?? {}) as Record<string, string | number>;
  return form(words[key]!, holes["n"]).replace(/\{(\w+)\}/g, (_, hole: string) => written(holes[hole]));
}

async function fetched(code: string, part: Part): Promise<Words> {
  if (code === "en" && part === "start") return english;
  const answer = await fetch(`${path}/${code}.${part}.json`);
  if (!answer.ok) throw new Error(`no words: ${answer.status}`);
  return answer.json() as Promise<Words>;
}

function form(text: Text, n: string | number | undefined): string {
  if (typeof text === "string") return text;
  return text[new Intl.PluralRules(locale).select(Number(n))] ?? text.other;
}

function written(value: string | number | undefined): string {
  return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : (value ?? "");
}

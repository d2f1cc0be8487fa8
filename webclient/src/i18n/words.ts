import en from "./en.ts";

type Plural = { readonly other: string } & { readonly [category in Intl.LDMLPluralRule]?: string };
type Text = string | Plural;
type English = typeof en;

export type Key = keyof English;
/** What another language's file exports as its default. */
export type Catalogue = { readonly [K in Key]: English[K] extends string ? string : Plural };

type Holes<T> = T extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never;
type HolesOf<K extends Key> = English[K] extends { readonly other: infer Other } ? Holes<Other> : Holes<English[K]>;
type Values<K extends Key> = [HolesOf<K>] extends [never]
  ? []
  : [values: { readonly [H in HolesOf<K>]: H extends "n" ? number : string }];

const others = import.meta.glob<{ default: Catalogue }>(["./??.ts", "!./en.ts"]);
const rightToLeft = new Set(["ar", "fa", "he", "ur"]);

let catalogue: Catalogue = en;
export let locale = "en";

/** Takes the first wanted language (BCP 47) that there is a catalogue for, else English, and marks the document with it. */
export async function speak(wanted: readonly string[]): Promise<void> {
  const codes = wanted.map((tag) => tag.split("-")[0]!.toLowerCase());
  const code = codes.find((it) => it === "en" || `./${it}.ts` in others) ?? "en";
  catalogue = code === "en" ? en : (await others[`./${code}.ts`]!()).default;
  locale = code;
  document.documentElement.lang = code;
  document.documentElement.dir = rightToLeft.has(code) ? "rtl" : "ltr";
}

/** The text under `key`, its holes filled. Numbers are written as the language writes them. */
export function say<K extends Key>(key: K, ...[values]: Values<K>): string {
  const holes = (values ?? {}) as Record<string, string | number>;
  return form(catalogue[key], holes["n"]).replace(/\{(\w+)\}/g, (_, hole: string) => written(holes[hole]));
}

function form(text: Text, n: string | number | undefined): string {
  if (typeof text === "string") return text;
  return text[new Intl.PluralRules(locale).select(Number(n))] ?? text.other;
}

function written(value: string | number | undefined): string {
  return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : (value ?? "");
}

import { readFileSync, readdirSync } from "node:fs";
import { languages } from "virtual:words";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pages } from "../../vite/pages.ts";
import { clockTime } from "./clock.ts";
import en from "./en.ts";
import { countryName, languageName, offeredLanguages, spokenLanguages } from "./names.ts";
import { partOf } from "./parts.ts";
import { type Catalogue, type Key, learn, locale, say, speak, use } from "./words.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const sources = readdirSync(new URL("src/", root), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith(".test.ts") && !/^i18n\/..\.ts$/.test(name))
  .map((name) => read(`src/${name}`))
  .join("\n");
const catalogues = import.meta.glob<{ default: Catalogue }>("./??.ts");
const markup = pages.map((name) => read(`${name}.html`)).join() + read("partials/header.html") + read("partials/footer.html");
const texts = Object.entries<string | { readonly [category: string]: string }>(en).filter(([key]) => !key.startsWith("how.")).flatMap(([, text]) => (typeof text === "string" ? [text] : Object.values(text)));

beforeEach(() => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("fetch", async (path: string) => {
    const [, code, part] = /\/(\w\w)\.(\w+)\.json$/.exec(path)!;
    const words = Object.fromEntries(Object.entries((await catalogues[`./${code}.ts`]!()).default).filter(([key]) => partOf(key) === part));
    return { ok: true, json: async () => words };
  });
});
afterEach(() => {
  use("en", en);
  vi.unstubAllGlobals();
});

test("every word in the catalogue is said somewhere", () => {
  const whole = new Set([...sources.matchAll(/"([a-z][a-z0-9.-]+)"/g), ...markup.matchAll(/\{([a-z][\w.-]*)\}/g)].map((match) => match[1]!));
  const patterns = [...sources.matchAll(/`((?:[a-z-]+\.)*(?:\$\{[^}]+\}[a-z0-9.-]*)+)`/g)].map((match) => {
    const parts = match[1]!.split(/\$\{[^}]+\}/).map((part) => part.replace(/\./g, "\\."));
    return new RegExp(`^${parts.join("[A-Za-z-]+")}$`);
  });
  const unsaid = Object.keys(en).filter((key) => !whole.has(key) && !patterns.some((pattern) => pattern.test(key)));
  expect(unsaid).toEqual([]);
});

test("every language has the keys and the holes of English, no more and no fewer", async () => {
  for (const load of Object.values(catalogues)) {
    const catalogue = (await load()).default;
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect([key, holes(catalogue[key])]).toEqual([key, holes(en[key])]);
  }
});

test("holes are filled, numbers and plurals are those of the language", () => {
  expect(say("searching.languages", { languages: "Deutsch" })).toBe("Looking for someone who speaks Deutsch…");
  expect(say("link.down", { n: 1 })).toBe("No connection to the server. Trying again in 1 second.");
  expect(say("idle.online", { n: 1200 })).toBe("About 1,200 people here now");
});

test("every language has each of its own plural forms, and none that it has not", async () => {
  for (const code of languages) {
    const catalogue = (await catalogues[`./${code}.ts`]!()).default;
    const categories = new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    for (const [key, text] of Object.entries<string | object>(catalogue)) {
      if (typeof text === "object") expect([code, key, Object.keys(text).sort()]).toEqual([code, key, [...categories].sort()]);
    }
  }
});

test("the page speaks the first of the reader's languages that there is, and says so; else English", async () => {
  await speak(["xx-YY", "ar-EG", "en"]);
  expect(document.documentElement).toEqual({ lang: "ar", dir: "rtl" });
  expect(say("idle.start")).not.toBe(en["idle.start"]);
  await speak(["xx-YY"]);
  expect(document.documentElement).toEqual({ lang: "en", dir: "ltr" });
  expect(say("idle.start")).toBe(en["idle.start"]);
});

test("of two languages chosen one after the other the later one stays, whichever words come first", async () => {
  const { fetch } = globalThis;
  for (const slow of ["de", "fr"]) {
    let arrive = () => {};
    const last = new Promise<void>((arrived) => (arrive = arrived));
    vi.stubGlobal("fetch", async (path: string) => {
      if (path.includes(`/${slow}.`)) await last;
      return fetch(path);
    });
    const chosen = [speak(["de"]), speak(["fr"])];
    for (let turns = 0; turns < 50; turns++) await Promise.resolve();
    arrive();
    await Promise.all(chosen);
    expect([slow, locale, document.documentElement.lang]).toEqual([slow, "fr", "fr"]);
    vi.stubGlobal("fetch", fetch);
  }
});

test("words that a page learnt later are there in the next language, too", async () => {
  await speak(["en"]);
  await learn("talk");
  expect(say("mute")).toBe(en.mute);
  await speak(["de"]);
  expect([locale, say("mute") === en.mute]).toEqual(["de", false]);
});

test("words that are learnt while the language changes are there, whichever comes first", async () => {
  for (const first of ["start", "talk"]) {
    vi.resetModules();
    const fresh = await import("./words.ts");
    const { fetch } = globalThis;
    let arrive = () => {};
    const last = new Promise<void>((arrived) => (arrive = arrived));
    vi.stubGlobal("fetch", async (path: string) => {
      if (!path.endsWith(`.${first}.json`)) await last;
      return fetch(path);
    });
    const [spoken, learnt] = [fresh.speak(["de"]), fresh.learn("talk")];
    for (let turns = 0; turns < 50; turns++) await Promise.resolve();
    arrive();
    await Promise.all([spoken, learnt]);
    expect([first, fresh.locale, fresh.say("mute"), fresh.say("idle.start")]).toEqual([first, "de", "Stumm", "Gespräch anfangen"]);
    vi.stubGlobal("fetch", fetch);
  }
});

test("names that are not known are null or stay themselves, never an error", () => {
  expect(countryName("BR")).toBe("Brazil");
  expect(countryName(null)).toBeNull();
  expect(countryName("<b>")).toBeNull();
  expect(languageName("de")).toBe("Deutsch");
  expect(languageName("zzz")).toBe("zzz");
  expect(spokenLanguages(["de-AT", "de", "en-US"])).toEqual(["de", "en"]);
});

test("what people call one language has one code, by which two who speak it find each other, and one name among those offered", () => {
  expect(spokenLanguages(["tl", "fil-PH", "iw", "in-ID", "nb-NO", "nn", "no"])).toEqual(["fil", "he", "id", "no"]);
  expect(spokenLanguages(["en_US", "*", "de"])).toContain("de");
  for (const code of offeredLanguages) expect(spokenLanguages([code])).toEqual([code]);
  expect(new Set(offeredLanguages.map(languageName)).size).toBe(offeredLanguages.length);
});

test("time is read as minutes and seconds, and hours when there are any", () => {
  expect([0, 7_900, 725_000, 3_725_000, -5].map(clockTime)).toEqual(["0:00", "0:07", "12:05", "1:02:05", "0:00"]);
});

test("the diagnosis page says the same before the script runs as after", () => {
  expect(read("diagnosis.html")).toContain("<h1>{footer.diagnosis}</h1>");
  expect(read("src/diagnosis/Diagnosis.svelte")).toContain('<h1>{say("footer.diagnosis")}</h1>');
});

test("the start page says the same before the script runs as after", () => {
  const page = read("index.html");
  for (const key of ["title.idle", "idle.headline", "idle.sentence"] as const) expect(page).toContain(`>{${key}}<`);
});

test("words for engineers stay out of the page, and nobody is he", () => {
  for (const text of texts) expect(text.replace(/<[^>]*>/g, " ")).not.toMatch(/\b(users?|sessions?|peers?|nodes?|WebRTC|ICE|SDP|he|his|him)\b/);
});

test("nothing is shown as markup and nothing is stored", () => {
  expect(sources).not.toMatch(/\{@html|innerHTML|insertAdjacentHTML|localStorage|sessionStorage|indexedDB|document\.cookie/);
});

function holes(text: string | { readonly [category: string]: string }): string[] {
  const forms = typeof text === "string" ? [text] : Object.values(text);
  return [...new Set(forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)))].sort();
}

test("an address begun in Arabic keeps its slashes behind it: a mark of left-to-right follows them", async () => {
  const arabic = JSON.stringify((await catalogues["./ar.ts"]!()).default);
  expect(arabic).toContain("https://");
  expect(arabic).not.toMatch(/:\/\/(?![\w\u200e])/);
});

test("an apostrophe is a curved one, in every language", async () => {
  for (const load of Object.values(catalogues)) expect(Object.values((await load()).default).filter((text) => /\p{L}'\p{L}/u.test(JSON.stringify(text)))).toEqual([]);
});

test("Spanish is everybody's who speaks it: nobody is addressed as only Spain does", async () => {
  expect(JSON.stringify((await catalogues["./es.ts"]!()).default).match(/vuestr\p{L}+|vosotr\p{L}+|\p{L}+[áé]is\b|\p{L}+[aei]d(?:l[oa]s?)\b/giu) ?? []).toEqual([]);
});

test("a name or a word of one's own stands behind a colon where its language would bend what is before it", async () => {
  const said = async (code: string, key: Key) => String((await catalogues[`./${code}.ts`]!()).default[key]);
  for (const [code, keys] of Object.entries<readonly Key[]>({ en: ["connecting.spoken", "talking.spoken"], pt: ["searching.both", "searching.interests"], hi: ["searching.both", "searching.interests"] })) {
    for (const key of keys) expect(await said(code, key)).toMatch(/: \{(country|interests)\}/);
  }
});

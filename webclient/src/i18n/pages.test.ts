import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalogues, type Words } from "../../vite/catalogues.ts";
import { inLanguage } from "../../vite/languages.ts";
import { assembled } from "../../vite/partials.ts";
import en from "./en.ts";
import { partOf } from "./parts.ts";

const root = new URL("../../", import.meta.url);
const all = await catalogues();
const english = en as Words;
const languages = [...all.keys()];
const names = readdirSync(root).filter((file) => file.endsWith(".html")).map((file) => file.slice(0, -5));
const pages = new Map(names.map((name) => [name, assembled(readFileSync(new URL(`${name}.html`, root), "utf8"), `/${name}.html`)]));
const made = ["lang", "tongue", "tongues"];
const rightToLeft = ["ar", "fa", "he", "ur"];
const holes = (page: string) => [...page.matchAll(/\{([a-z][\w.-]*)\}/g)].map((match) => match[1]!);
const written = (code: string, name: string) => inLanguage(code, pages.get(name)!, name === "index" ? "" : name, all);
const tags = (text: string) => (text.match(/<[^>]*>/g) ?? []).sort();

test("every hole of a page has a word, and every word for pages only is in a page", () => {
  const holed = new Set([...pages.values()].flatMap(holes));
  const keys = Object.keys(en);
  expect([...holed].filter((key) => !keys.includes(key) && !made.includes(key))).toEqual([]);
  expect(keys.filter((key) => partOf(key) === "page" && !holed.has(key))).toEqual([]);
});

test.each(names)("%s has a place for each theme that its address may name", (name) => {
  expect([...pages.get(name)!.matchAll(/ id="(light|dark)"/g)].map((match) => match[1])).toEqual(["light", "dark"]);
});

describe.each(languages)("%s", (code) => {
  test("each word has the tags and links of the English one, each closed, and no straight quote or apostrophe in what is read", () => {
    for (const [key, text] of Object.entries(all.get(code)!)) {
      if (partOf(key) !== "page") continue;
      expect([key, tags(text as string)]).toEqual([key, tags(english[key] as string)]);
      expect([key, unclosed(text as string)]).toEqual([key, []]);
      expect((text as string).replace(/<[^>]*>/g, ""), key).not.toMatch(/["'<>&]/);
    }
  });

  test.each(names)("%s is one document that says its language, direction, title and description", (name) => {
    const page = written(code, name);
    expect(page.match(/<(?:!doctype|html|head|title|body|h1|main)\b/g)).toEqual(["<!doctype", "<html", "<head", "<title", "<body", "<main", "<h1"]);
    expect(page).toContain(`<html lang="${code}" dir="${rightToLeft.includes(code) ? "rtl" : "ltr"}">`);
    expect(page).toMatch(/<title>[^<{}]*DropChat[^<{}]*<\/title>/);
    expect(page).toMatch(/<meta name="description" content="[^"<{}]{20,}">/);
    expect(page).toMatch(/<h1>(?![^<]*\bFAQ\b)[^<]+<\/h1>/); // a heading is made of words
    expect(unclosed(page)).toEqual([]);
    expect([holes(page), page.match(/<!--/g)]).toEqual([[], null]);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|(?:src|srcset)="(?:https?:)?\/\//);
  });

});

const homes = new Map([["for everybody", ""], ...languages.map((code): [string, string] => [code, `/${code}`])]);

describe.each([...homes])("what is %s", (code, home) => {
  const path = (at: string, to: string) => (to ? `${at}/${to}` : at || "/");

  test.each(names)("%s, where it is only read, links to itself in every language, and otherwise stays at home", (name) => {
    const page = written(home.slice(1), name);
    const here = name === "index" ? "" : name;
    const tongues = [...page.matchAll(/<a href="([^"]+)" hreflang="(\w+)"/g)].map((match) => [match[2], match[1]]);
    expect(tongues).toEqual(page.includes('id="tongues"') ? languages.map((lang) => [lang, path(`/${lang}`, here)]) : []);
    expect([...page.matchAll(/hreflang="(\w+)" lang="\w+" aria-current="true"/g)].map((match) => match[1])).toEqual(page.includes('id="tongues"') ? [home ? code : "en"] : []);
    const known = ["", ...names].map((to) => path(home, to));
    const links = [...page.replace(/<nav class="links" id="tongues"[^]*?<\/nav>/, "").matchAll(/<a [^>]*href="(\/[^"#.]*)["#]/g)].map((match) => match[1]!);
    expect(links.filter((link) => !known.includes(link))).toEqual([]);
    expect(links).toEqual(expect.arrayContaining(["how", "safety", "privacy", "faq", "diagnosis"].map((to) => path(home, to))));
  });
});

/** Names of the tags that are opened and not closed, or closed without, in the order of HTML (void elements have no end). */
function unclosed(text: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name] of text.matchAll(/<(\/?)([a-z]\w*)/g)) {
    if (/^(meta|link|img|path|br|input)$/.test(name!)) continue;
    if (!slash) open.push(name!);
    else if (open.pop() !== name) wrong.push(`/${name}`);
  }
  return [...open, ...wrong];
}

import { expect, inject, test } from "vitest";
import { newPage, scriptUnderway } from "./page.ts";
import { open } from "./show.ts";

test("the title is that of the talk, after it that of the start page, and in the language chosen", async () => {
  const page = await open("talking");
  await expect.poll(() => page.title()).toBe("Talking · DropChat");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => page.title()).toBe("DropChat: talk with a stranger");
  await page.locator(".bar select").selectOption("de");
  await expect.poll(() => page.title()).toBe("DropChat: mit Fremden reden");
});

test("the theme follows the system until it is switched, and then the switch", async () => {
  const page = await open("idle");
  const night = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.getByRole("button", { name: "Switch to light" }).click();
  await page.getByRole("button", { name: "Switch to dark" }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).not.toBe(night);
});

test("the browser's own bar has the colour of the page, also when evening comes while nothing was chosen", async () => {
  const page = await open("idle");
  const bar = () => page.locator("meta[name=theme-color]").evaluateAll((all) => {
    const paint = new Option().style;
    paint.color = (all as HTMLMetaElement[]).find((it) => matchMedia(it.media).matches)!.content;
    return paint.color === getComputedStyle(document.documentElement).backgroundColor;
  });
  for (const colorScheme of ["dark", "light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(bar, { message: colorScheme }).toBe(true);
  }
  await page.getByRole("button", { name: "Switch to light" }).click();
  await expect.poll(bar, { message: "as chosen" }).toBe(true);
});

test("another language is chosen from a list: the page speaks it, keeps the keyboard where it was, and stores nothing", async () => {
  const page = await open("idle");
  const list = page.getByRole("combobox", { name: "Language of this page" });
  await list.focus();
  await list.selectOption("ar");
  await page.getByRole("button", { name: "ابدأ الحديث" }).waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.title])).toEqual(["ar", "rtl", "DropChat: تحدّث مع شخص غريب"]);
  expect(await page.getByRole("link", { name: "الخصوصية" }).getAttribute("href")).toBe("/ar/privacy");
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
  await page.getByRole("button", { name: "ابدأ الحديث" }).click();
  await page.getByRole("heading", { name: /^نبحث/ }).waitFor();
});

test("a language whose words cannot be fetched leaves the page in the one it speaks", async () => {
  const page = await open("idle");
  await page.route("**/de.start.json", (route) => route.abort());
  const list = page.getByRole("combobox", { name: "Language of this page" });
  await list.selectOption("de");
  await expect.poll(() => list.inputValue()).toBe("en");
  await page.getByRole("button", { name: "Start talking" }).waitFor();
});

test("a page that is only read has its languages and its theme without a script, each a press away", async () => {
  const page = await newPage({ colorScheme: "dark", javaScriptEnabled: false });
  await page.goto(`${inject("origin")}/how`);
  const list = page.getByRole("navigation", { name: "Language of this page" });
  expect(await list.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Language of this page: English" }).click();
  await list.getByRole("link", { name: "العربية" }).click();
  await page.getByRole("heading", { level: 1, name: "كيف يعمل" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/ar/how");
  const themes = page.locator("#light, #dark");
  expect(await themes.evaluateAll((all) => all.filter((it) => it.checkVisibility()).map((it) => it.id))).toEqual(["dark"]);
  await page.locator("#dark").press("Enter");
  expect(await themes.evaluateAll((all) => all.filter((it) => it.checkVisibility()).map((it) => it.id))).toEqual(["light"]);
  expect(await page.evaluate(() => [getComputedStyle(document.documentElement).colorScheme, document.activeElement?.id])).toEqual(["light", "light"]);
});

test("language and theme go from page to page, to those with a script and to those without, and nothing is stored", async () => {
  const page = await newPage({ colorScheme: "dark" });
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.goto(`${inject("origin")}/ar/safety`);
  await page.locator("#dark").click();
  await page.locator('footer a[href$="/ar/faq#light"]').click();
  await page.waitForURL("**/ar/faq#light");
  expect(await scheme()).toBe("light");
  await page.locator('footer a[href$="/ar/diagnosis#light"]').click();
  await page.locator("[data-theme=light]").waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, localStorage.length + sessionStorage.length, document.cookie])).toEqual(["ar", 0, ""]);
  await page.locator('footer a[href$="/ar/how#light"]').click();
  await page.waitForURL("**/ar/how#light");
  expect(await scheme()).toBe("light");
  await page.locator("#light").click();
  await page.locator('header a[href$="/ar#dark"]').waitFor();
});

test("who chose English where nothing runs is answered in it from then on, whatever their browser prefers", async () => {
  const page = await newPage({ locale: "de" });
  await page.goto(`${inject("origin")}/diagnosis`);
  await page.getByRole("heading", { level: 1, name: "Warum komme ich nicht durch?" }).waitFor();
  await page.goto(`${inject("origin")}/de/how`);
  await page.getByRole("button", { name: "Sprache dieser Seite: Deutsch" }).click();
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { name: "How it works" }).waitFor();
  expect(await page.getByRole("link", { name: "DropChat" }).getAttribute("href")).toMatch(/\/en$/);
  expect((await page.request.get(`${inject("origin")}/en`)).status()).toBe(200);
  await page.getByRole("link", { name: "Why can’t I connect?" }).click();
  await page.getByRole("button", { name: "Run the tests" }).waitFor();
});

test.each(["/", "/ar/diagnosis"])("%s has the theme of its address before any of its script is here, and the switch has the last word", async (path) => {
  const page = await newPage({ colorScheme: "dark" });
  const arrive = await scriptUnderway(page);
  await page.goto(`${inject("origin")}${path}#light`, { waitUntil: "commit" });
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await expect.poll(scheme).toBe("light");
  expect(await page.locator("#switches button").count()).toBe(0);
  arrive();
  await page.locator("#switches button").click();
  await expect.poll(scheme).toBe("dark");
});

test("right to left mirrors the page, but not the six emoji, nor the clock", async () => {
  const rising = (all: number[]) => all.every((left, i) => i === 0 || left > all[i - 1]!);
  for (const [lang, mirrored] of [["en", false], ["ar", true]] as const) {
    const page = await open("talking", lang);
    const order = async (places: string) => page.locator(places).evaluateAll((all) => all.map((it) => it.getBoundingClientRect().left));
    const emoji = await order(".six span");
    expect([emoji.length, rising(emoji)]).toEqual([6, true]);
    expect(rising(await order(".controls button"))).toBe(!mirrored);
    expect(await page.getByRole("timer").getAttribute("dir")).toBe("ltr");
    expect(await page.locator(".bar select").inputValue()).toBe(lang);
  }
});

test("in Arabic a list of devices with Latin names reads as these do: one that is too long loses its end", async () => {
  const page = await open("talking", "ar");
  await page.locator(".way button").click();
  const directions = () => page.locator(".sound select").evaluateAll((all) => all.map((list) => getComputedStyle(list).direction));
  await expect.poll(directions).toEqual(["ltr", "rtl"]);
});

import type { Page } from "playwright-core";
import { languages } from "virtual:words";
import { describe, expect, inject, test } from "vitest";
import { texts } from "../vite/pages.ts";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";
import { resize, show } from "./show.ts";

interface Room {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fontPx: number;
  readonly letters?: string;
}

/** WCAG 2.2, 1.4.4 and 1.4.10: text twice as large, and as little room as a large screen has at 400 %; and letters as wide as some systems' are. */
const rooms: readonly Room[] = [
  { name: "320 px wide and 256 px high", width: 320, height: 256, fontPx: 16 },
  { name: "a phone whose letters are twice as large", width: 390, height: 844, fontPx: 32 },
  { name: "a small window at 200 %", width: 512, height: 384, fontPx: 16 },
  { name: "320 px of wide letters", width: 320, height: 568, fontPx: 16, letters: "DejaVu Sans" },
  { name: "a phone whose letters are twice as large, and wide", width: 390, height: 844, fontPx: 32, letters: "DejaVu Sans" },
];

describe.each(rooms)("$name", ({ width, height, fontPx, letters }) => {
  test.each(["en", "de", "ar"])("nothing scrolls sideways, nothing is cut off, every control can be pressed, in %s", async (lang) => {
    const page = await newPage({ viewport: { width, height } });
    await (await page.context().newCDPSession(page)).send("Page.setFontSizes", { fontSizes: { standard: fontPx } });
    const lost: string[] = [];
    const put = () => page.evaluate((letters = "") => void (document.documentElement.style.fontFamily = letters), letters);
    for (const scene of Object.keys(scenes(0))) {
      await show(page, scene, lang);
      await put();
      lost.push(...(await lostIn(page)).map((what) => `${scene}: ${what}`));
    }
    for (const name of texts) {
      await page.goto(`${inject("origin")}${lang === "en" ? "" : `/${lang}`}/${name}`);
      await put();
      lost.push(...(await lostIn(page)).map((what) => `${name}: ${what}`));
    }
    expect(lost).toEqual([]);
  });
});

/** 320 by 568 is also a window of 640 by 1136 at 200 %. */
test.each(languages.flatMap((lang) => [[lang, 320, 568], [lang, 568, 320]] as const))("a talk in %s fits %i by %i: the message field, a line of the log and the buttons, and the reasons of a report cover none of these buttons", async (lang, width, height) => {
  const page = await newPage({ viewport: { width, height } });
  const lost: string[] = [];
  const whole = async (what: string) => {
    const box = (await page.locator(what).boundingBox())!;
    if (box.y < 0 || box.y + box.height > height) lost.push(`${what} ends at ${box.y + box.height}`);
  };
  for (const scene of ["talking-hints", "talking-holding", "talking-offline", "talking-mending"]) {
    await show(page, scene, lang);
    await whole(".controls");
  }
  for (const scene of ["talking", "talking-chat"]) {
    await show(page, scene, lang);
    await whole(".chat .field");
    await whole(".controls");
    const seen = await page.locator(".log").evaluate((it) => it.clientHeight);
    const line = await page.locator(".log p").last().evaluate((it) => Math.min(it.clientHeight, 54));
    if (seen < line) lost.push(`${scene}: ${seen} px of the log`);
  }
  await page.locator(".report > button").click();
  for (const button of await page.locator(".controls button").all()) {
    const reached = await button.evaluate((it) => {
      const { left, top, width, height } = it.getBoundingClientRect();
      return it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    if (!reached) lost.push(`covered: ${await button.textContent()}`);
  }
  expect(lost).toEqual([]);
});

test.each(["en", "de", "ar"])("a talk in %s fits wide windows that are low: the buttons, the message field and a line of the log are in view", async (lang) => {
  const page = await newPage();
  const lost: string[] = [];
  for (const scene of ["talking-hints", "talking-holding", "talking-offline", "talking-mending", "talking", "talking-chat"]) {
    await show(page, scene, lang);
    for (const [width, height] of [[720, 481], [844, 390], [932, 430], [1280, 600], [1366, 625], [1280, 700], [1280, 800]] as const) {
      await resize(page, width, height);
      lost.push(...(await page.locator(".chat .field, .controls button, .log > p:last-child").evaluateAll((all) => all.filter((it) => {
        const { left, right, top, bottom } = it.getBoundingClientRect();
        const first = it.matches("p") ? Math.max(top, it.parentElement!.getBoundingClientRect().top, bottom - 40) : top; // of a message, its last line
        return first < 0 || bottom > innerHeight || [first + 2, bottom - 2].some((y) => !it.contains(document.elementFromPoint((left + right) / 2, y)));
      }).map((it) => `${it.textContent || it.tagName} ends at ${it.getBoundingClientRect().bottom}`))).map((what) => `${scene}, ${width} by ${height}: ${what}`));
    }
  }
  const covered = (what: string) => page.locator(what).evaluateAll((all) => all.filter((it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return !it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  }).map((it) => it.outerHTML));
  for (const [width, height] of [[720, 481], [844, 390], [1280, 600]] as const) {
    await resize(page, width, height);
    for (const it of await page.locator(".voices :is(button, input):visible").all()) {
      await it.focus();
      lost.push(...(await covered(":focus")).map((what) => `with the keyboard, ${width} by ${height}: ${what}`));
    }
    await page.evaluate(() => scrollTo(0, 0));
    await page.locator(".report > button").click();
    lost.push(...(await covered(".controls button")).map((what) => `under the reasons, ${width} by ${height}: ${what}`));
    await page.locator(".report .sheet button").last().click();
  }
  expect(lost).toEqual([]);
});

test.each(["en", "de", "ar"])("a talk in %s without anything the matter stands whole in wide windows from 600 px of height on: nothing need be scrolled to", async (lang) => {
  const page = await newPage();
  for (const scene of ["talking", "talking-chat", "talking-offline"]) {
    await show(page, scene, lang);
    for (const [width, height] of [[1280, 600], [1366, 625], [1280, 700]] as const) {
      await resize(page, width, height);
      expect(await page.evaluate(() => document.documentElement.scrollHeight), `${scene}, ${width} by ${height}`).toBeLessThanOrEqual(height);
    }
  }
});

test.each(languages.flatMap((lang) => [[lang, 320, 568], [lang, 568, 320], [lang, 390, 844], [lang, 1280, 800], [lang, 844, 390], [lang, 1280, 600]] as const))("what stands before the first talk, in %s at %i by %i, is in view in a talk that began at once, and covers none of its buttons", async (lang, width, height) => {
  const page = await newPage({ viewport: { width, height } });
  await show(page, "talking-first", lang);
  const title = (await page.locator("aside h2").boundingBox())!;
  expect(title.y + title.height).toBeLessThanOrEqual(height);
  const covered = () => page.locator(".controls button").evaluateAll((all) => all.filter((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    return [top + 1, bottom - 1].some((y) => !it.contains(document.elementFromPoint((left + right) / 2, y)));
  }).map((it) => it.textContent));
  expect(await covered()).toEqual([]);
  const done = page.locator("aside button");
  await done.focus();
  expect(await done.evaluate((it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return it.contains(document.elementFromPoint(left + width / 2, top + height - 1));
  })).toBe(true);
  await done.press("Enter");
  expect(await page.locator("aside").count()).toBe(0);
});

test.each([[844, 390], [568, 320]])("a phone on its side, %i by %i, whose screen has round corners and a notch, hides nothing behind them", async (width, height) => {
  const insets = { left: 47, right: 47, bottom: 21 };
  const page = await newPage({ viewport: { width, height } });
  await (await page.context().newCDPSession(page)).send("Emulation.setSafeAreaInsetsOverride", { insets });
  for (const scene of ["idle", "searching", "talking-chat", "diagnosis", "how"]) {
    if (scene in scenes(0)) await show(page, scene);
    else await page.goto(`${inject("origin")}/${scene}`);
    await page.locator(".late").waitFor({ state: "detached" }); // its script has come
    const hidden = await page.locator("main, footer").locator("button:visible, input:visible, h1, h2, p:visible, a:visible").evaluateAll((all, { left, right }) => all.filter((it) => {
      const box = it.getBoundingClientRect();
      return !it.closest(".unseen") && (box.left < left || box.right > innerWidth - right);
    }).map((it) => it.outerHTML), insets);
    expect(hidden, scene).toEqual([]);
  }
  await show(page, "talking-chat");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const form = (await page.locator(".chat form").boundingBox())!;
  expect(form.y + form.height).toBeLessThan(height - insets.bottom + 1);
});

/** 640 by 400 is a window of 1280 by 800 at 200 %. */
test.each(languages.flatMap((lang) => [[lang, 320, 568], [lang, 640, 400]] as const))("who looks for somebody, in %s at %i by %i, has the way out in view", async (lang, width, height) => {
  const page = await newPage({ viewport: { width, height } });
  for (const scene of ["searching", "searching-anybody", "searching-muted", "connecting", "connecting-slow"]) {
    await show(page, scene, lang);
    const box = (await page.locator(".moment button").last().boundingBox())!;
    expect(box.y + box.height, scene).toBeLessThanOrEqual(height);
  }
});

test.each(languages)("the narrowest page, and the narrowest with the chat beside the talk, hold the place, an hour on the clock and the report in one row, in %s", async (lang) => {
  const page = await newPage();
  for (const width of [320, 720]) {
    await resize(page, width, 568);
    await show(page, "talking-unknown", lang);
    const clock = (await page.getByRole("timer").boundingBox())!;
    const report = (await page.locator(".report > button").boundingBox())!;
    expect(Math.abs(clock.y + clock.height / 2 - report.y - report.height / 2), `${width} px`).toBeLessThan(4);
  }
});

test("letters twice as large break no word of a heading on a phone", async () => {
  const page = await newPage({ viewport: { width: 390, height: 844 } });
  await (await page.context().newCDPSession(page)).send("Page.setFontSizes", { fontSizes: { standard: 32 } });
  const broken: string[] = [];
  for (const scene of Object.keys(scenes(0))) {
    await show(page, scene);
    broken.push(...(await page.locator("h1").evaluateAll(brokenIn)));
  }
  expect(broken).toEqual([]);
});

/** What stands beyond the page's sides, is cut off by what it stands in, or cannot be pressed where it is. */
function lostIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lost: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) lost.push(`the page is ${root.scrollWidth} px wide`);
    const words = (it: Element) => `<${it.tagName.toLowerCase()} ${it.className}> ${it.textContent?.trim().slice(0, 40)}`;
    for (const it of document.body.querySelectorAll<HTMLElement>("*")) {
      if (!it.checkVisibility() || it.closest(".unseen, svg, option")) continue;
      const { left, right, width } = it.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > root.clientWidth + 1)) lost.push(`beyond the side: ${words(it)}`);
      const { overflowX, overflowY, clipPath } = getComputedStyle(it);
      if (it.matches("input, select, .voice, [role=img]") || clipPath !== "none") continue; // clipped: only for those who hear the page
      if (overflowX !== "visible" && it.scrollWidth > it.clientWidth + 1) lost.push(`cut off in its width: ${words(it)}`);
      if (["hidden", "clip"].includes(overflowY) && it.scrollHeight > it.clientHeight + 1) lost.push(`cut off in its height: ${words(it)}`);
      if (it.matches("button, .chip, summary") && it.scrollWidth > it.clientWidth + 1) lost.push(`wider than itself: ${words(it)}`);
    }
    for (const it of document.querySelectorAll<HTMLElement>("button, input, select, summary, a[href]")) {
      if (!it.checkVisibility()) continue;
      it.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = it.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!there || !(it.contains(there) || there.contains(it) || it.closest("label")?.contains(there))) lost.push(`under something else: ${words(it)}`);
    }
    return lost;
  });
}

/** Words of these elements that stand on more than one line. */
function brokenIn(all: Element[]): string[] {
  return all.flatMap((it) =>
    [...it.childNodes].filter((node) => node instanceof Text).flatMap((text) =>
      [...text.data.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
        const range = new Range();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return range.getClientRects().length > 1 ? [word] : [];
      }),
    ),
  );
}

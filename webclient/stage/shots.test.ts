import type { Browser, BrowserContext, Page } from "playwright-core";
import { languages } from "virtual:words";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { smallTargets, violations } from "./barriers.ts";
import { launch } from "./browser.ts";
import { scenes } from "./scenes.ts";

/** Takes a picture of every state (target/shots/<theme>-<width>/) and holds each to the same laws. SHOTS=talking takes only those, SHOTS='^ar-' only Arabic. */

const origin = inject("origin");
const wanted = (name: string) => new RegExp(process.env["SHOTS"] ?? "").test(name);
const moments = Object.keys(scenes(0)).map((name): [string, string] => [name, `/?scene=${name}`]);
const arabic = Object.keys(scenes(0)).map((name): [string, string] => [`ar-${name}`, `/?scene=${name}&lang=ar`]);
const others = languages.filter((code) => code !== "en" && code !== "ar").flatMap((code) =>
  ["idle", "searching", "talking-hints"].map((name): [string, string] => [`${code}-${name}`, `/?scene=${name}&lang=${code}`]),
);
const opened = [["reporting", "talking", "Report"], ["reporting-ended", "ended-left", "Report"], ["languages", "idle", "Language"], ["topics", "idle", "Topic"],
  ["knowledge", "idle", "What does the server know about me?"], ["about-to-skip", "talking", "Skip"], ["changing", "searching", "Change what I look for"],
  ["tuning", "searching", "Microphone and sound"], ["tuning-talking", "talking", "Microphone and sound"],
].map(([name, scene, press]): [string, string, string] => [name!, `/?scene=${scene}`, press!]);
const texts = ["", "ar", "de"].flatMap((code) => ["how", "safety", "privacy", "faq", "diagnosis"].map((name): [string, string] => (code ? [`${code}-${name}`, `/${code}/${name}`] : [name, `/${name}`])));
const paths: [name: string, path: string, press?: string][] = [
  ...moments, ...opened, ...arabic, ...others, ...texts, ["tongues", "/fr/how", "Langue de cette page: français"], ["calm-talking", "/?scene=talking"], ["no-script", "/"],
];

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(["dark", "light"] as const)("%s", (theme) => {
  describe.each([[320, 568], [390, 844], [1280, 800]])("%i px wide", (width, height) => {
    test.each(paths.filter(([name]) => wanted(name)))("%s is whole, reachable and quiet", async (name, path, press) => {
      const context = await browser.newContext({
        viewport: { width, height }, colorScheme: theme, locale: "en",
        reducedMotion: name === "calm-talking" ? "reduce" : "no-preference", javaScriptEnabled: name !== "no-script",
      });
      const page = await context.newPage();
      const noise = listen(context, page);
      await page.goto(origin + path);
      if (path.includes("scene")) await page.locator("html[data-moment]").waitFor();
      if (press) await page.getByRole("button", { name: press, exact: true }).or(page.locator("summary", { hasText: press })).click();
      await page.waitForTimeout(350); // lets the voices' shapes settle
      await page.screenshot({ path: `${import.meta.dirname}/../target/shots/${theme}-${width}/${name}.png`, fullPage: true });

      expect(noise).toEqual([]);
      expect(await sideways(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      if (name !== "no-script") expect(await violations(page)).toEqual([]); // axe is a script; the same words are judged in "idle"
      await context.close();
    });
  });
});

/** Whatever the console says (a breach of the policy, too), and every request that would leave for another host. */
function listen(context: BrowserContext, page: Page): string[] {
  const noise: string[] = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  context.on("request", (request) => request.url().startsWith(origin) || noise.push(request.url()));
  return noise;
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

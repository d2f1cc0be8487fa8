import type { Page } from "playwright-core";
import { languages } from "virtual:words";
import { describe, expect, inject, test } from "vitest";
import { texts } from "../vite/pages.ts";
import { smallTargets, violations } from "./barriers.ts";
import { newPage } from "./page.ts";
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
  ["knowledge-searching", "searching", "What does the server know about me?"], ["knowledge-ended", "ended-left", "What does the server know about me?"],
  ["knowledge-talking", "talking", "Microphone and sound", "What does the server know about me?"],
].map(([name, scene, ...presses]): [string, string, string[]] => [name!, `/?scene=${scene}`, presses]);
const written = ["", "ar", "de"].flatMap((code) => texts.map((name): [string, string] => (code ? [`${code}-${name}`, `/${code}/${name}`] : [name, `/${name}`])));
const paths: [name: string, path: string, presses?: string[]][] = [
  ...moments, ...opened, ...arabic, ...others, ...written, ["tongues", "/fr/how", ["Langue de cette page: français"]], ["calm-talking", "/?scene=talking"], ["no-script", "/"],
];

describe.each(["dark", "light"] as const)("%s", (theme) => {
  describe.each([[320, 568], [390, 844], [1280, 800]])("%i px wide", (width, height) => {
    test.each(paths.filter(([name]) => wanted(name)))("%s is whole, reachable and quiet", async (name, path, presses = []) => {
      const page = await newPage({
        viewport: { width, height }, colorScheme: theme,
        reducedMotion: name === "calm-talking" ? "reduce" : "no-preference", javaScriptEnabled: name !== "no-script",
      });
      const noise = listen(page);
      await page.goto(origin + path);
      if (path.includes("scene")) await page.locator("html[data-moment]").waitFor();
      for (const press of presses) await page.getByRole("button", { name: press, exact: true }).or(page.locator("summary", { hasText: press })).click();
      await page.waitForTimeout(350); // lets the voices' shapes settle
      await page.screenshot({ path: `${import.meta.dirname}/../target/shots/${theme}-${width}/${name}.png`, fullPage: true });

      expect(noise).toEqual([]);
      expect(await sideways(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      if (name !== "no-script") expect(await violations(page)).toEqual([]); // axe is a script; the same words are judged in "idle"
    });
  });
});

/** Whatever the console says (a breach of the policy, too), and every request that would leave for another host. */
function listen(page: Page): string[] {
  const noise: string[] = [];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  page.context().on("request", (request) => request.url().startsWith(origin) || noise.push(request.url()));
  return noise;
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

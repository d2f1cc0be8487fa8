import type { Page } from "playwright-core";
import { inject } from "vitest";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";

/** Opens one of the scenes, until its moment is drawn: all but the first come with a script of their own, a little later. */
export async function show(page: Page, scene: string, lang = "en"): Promise<void> {
  await page.goto(`${inject("origin")}/?scene=${scene}&lang=${lang}`);
  await page.locator(`html[data-moment=${scenes(0)[scene]!.moment.is}]`).waitFor();
}

/** The same on a page of its own, in the evening. */
export async function open(scene: string, lang = "en"): Promise<Page> {
  const page = await newPage({ colorScheme: "dark" });
  await show(page, scene, lang);
  return page;
}

/** What has changed on the page has been laid out, drawn and told to whoever observes it. */
export const drawn = (page: Page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The window has another size, and the page knows: its log follows its end a frame later. */
export async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await drawn(page);
}

/** What the keyboard is at. */
export const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());
export const moment = (page: Page) => page.evaluate(() => document.documentElement.dataset["moment"]);
export const spoken = (page: Page) => page.locator("[role=status] p").allTextContents();

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

/** What the keyboard is at. */
export const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());
export const moment = (page: Page) => page.evaluate(() => document.documentElement.dataset["moment"]);
export const spoken = (page: Page) => page.locator("[role=status] p").allTextContents();

import type { Page } from "playwright-core";
import { inject } from "vitest";
import { scenes } from "./scenes.ts";

/** Opens one of the scenes, until its moment is drawn: all but the first come with a script of their own, a little later. */
export async function show(page: Page, scene: string, lang = "en"): Promise<void> {
  await page.goto(`${inject("origin")}/?scene=${scene}&lang=${lang}`);
  await page.locator(`html[data-moment=${scenes(0)[scene]!.moment.is}]`).waitFor();
}

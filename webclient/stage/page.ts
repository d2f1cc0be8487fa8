import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { launch } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(() => browser.close());

/** Of the one browser that all tests of a file share, in a context of its own. Whoever imports this need close neither. */
export async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext({ locale: "en", ...options })).newPage();
}

/** None of these scripts comes to this page until what is returned is called. */
export async function scriptUnderway(page: Page, which = "**/*.js"): Promise<() => void> {
  let arrive = () => {};
  const underway = new Promise<void>((arrived) => (arrive = arrived));
  await page.route(which, (route) => underway.then(() => route.continue()));
  return arrive;
}

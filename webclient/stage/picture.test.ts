import { statSync } from "node:fs";
import { expect, inject, test } from "vitest";
import { newPage } from "./page.ts";

const path = `${import.meta.dirname}/../../docs/talking.png`;

/** `npm run picture` takes the one picture that is part of the repository, for its README. */
test("the README's picture is taken, and light", async () => {
  const page = await newPage({ viewport: { width: 390, height: 820 }, deviceScaleFactor: 1.15, colorScheme: "dark" });
  await page.goto(`${inject("origin")}/?scene=talking-rain`);
  await page.getByText("dry here").waitFor();
  await page.locator("h1 img").evaluate((flag: HTMLImageElement) => flag.decode());
  await page.waitForTimeout(1_000); // lets the voices' shapes settle
  await page.screenshot({ path });
  expect(statSync(path).size).toBeLessThan(80_000);
});

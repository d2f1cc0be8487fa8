import { expect } from "@playwright/test";
import axe, { type AxeResults } from "axe-core";
import type { Person } from "./person.ts";

const looks = [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { colorScheme: "light", contrast: "more" },
  { colorScheme: "dark", contrast: "more" },
] as const;

/** What stands in somebody's way on the page as it is, however the system wants it to look (axe-core, WCAG and best practices). */
export async function expectNoBarriers({ page, name }: Person): Promise<void> {
  await page.evaluate(axe.source);
  for (const look of looks) {
    await page.emulateMedia({ contrast: "no-preference", reducedMotion: "reduce", ...look });
    const { violations } = await page.evaluate(() => (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run());
    const barriers = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
    expect(barriers, `for ${name}, with ${JSON.stringify(look)}`).toEqual([]);
  }
}

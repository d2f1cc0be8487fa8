import { expect } from "@playwright/test";
import axe, { type AxeResults } from "axe-core";
import type { Person } from "./person.ts";

/** What stands in somebody's way on the page as it is, in light and in dark (axe-core, WCAG and best practices). */
export async function expectNoBarriers({ page, name }: Person): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await page.evaluate(() => (window as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run());
    const barriers = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
    expect(barriers, `for ${name}, in ${colorScheme}`).toEqual([]);
  }
}

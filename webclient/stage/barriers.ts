import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Controls under 44 px; a link within a sentence is none (WCAG 2.5.8, "inline"). */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, summary, .links a, .brand[href]")]
      .filter((it) => it.checkVisibility())
      .map((it) => ({ it, box: (it.closest("label") ?? it).getBoundingClientRect() }))
      .filter(({ box }) => box.height < 43.9 || box.width < 43.9)
      .map(({ it }) => it.outerHTML),
  );
}

/** WCAG 2.2 to AA, best practices, and text contrast of 7:1. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const options = {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "color-contrast-enhanced": { enabled: true } },
  };
  const results = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
  return results.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(" ")}`);
}

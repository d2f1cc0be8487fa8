import { expect, test } from "vitest";
import type { Line, Moment } from "../src/conversation/moment.ts";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";
import { show } from "./show.ts";

test("the line after the five hundredth is in view, is heard and is counted like any other", async () => {
  const page = await newPage();
  await page.addInitScript("Object.assign(globalThis, { chimes: 0, away: false }); addEventListener('chime', () => chimes++); Object.defineProperty(document, 'hidden', { get: () => away })");
  await show(page, "talking");
  const lines = Array.from({ length: 501 }, (_, i): Line => ({ serial: i + 1, by: "them", text: `line ${i + 1}`, at: i }));
  const become = (lines: readonly Line[]) => page.evaluate((moment) => (globalThis as unknown as { become(change: unknown): void }).become({ moment }), { ...scenes(0)["talking"]!.moment, lines } as Moment);
  await become(lines.slice(0, 500));
  await page.getByText("line 500", { exact: true }).waitFor();
  await expect.poll(() => page.evaluate("chimes")).toBe(1);
  await page.evaluate("away = true; document.dispatchEvent(new Event('visibilitychange')); document.querySelector('.log').scrollTop = 0");
  await become(lines.slice(1));
  await expect.poll(() => page.evaluate("chimes")).toBe(2);
  await expect.poll(() => page.title()).toBe("(1 new message) Talking · DropChat");
  const bottom = () => page.locator(".log").evaluate((it) => it.scrollHeight - it.clientHeight - it.scrollTop);
  await expect.poll(bottom).toBeLessThan(2);
});

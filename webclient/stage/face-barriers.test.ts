import { expect, test } from "vitest";
import { smallTargets, violations } from "./barriers.ts";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";
import { show } from "./show.ts";

/** One look at each; `npm run shots` takes every theme, width and direction. */
test.each(Object.keys(scenes(0)).map((scene, i) => [scene, ...(i % 2 ? (["light", "ar"] as const) : (["dark", "en"] as const))] as const))(
  "%s bars nobody's way, and every control is large enough (%s, %s)",
  async (scene, colorScheme, lang) => {
    const page = await newPage({ viewport: { width: 320, height: 568 }, colorScheme, reducedMotion: "reduce" });
    await show(page, scene, lang);
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
  },
);

test("the keyboard that chooses a language, and takes it back, stays among the languages", async () => {
  const page = await newPage();
  await show(page, "idle");
  await page.getByRole("button", { name: "Language", exact: true }).press("Enter");
  const held = () => page.evaluate(() => document.activeElement?.closest("fieldset")?.querySelector("legend")?.textContent);
  const legend = await held();
  expect(legend).toBeTruthy();
  await page.locator("fieldset .more").getByRole("button", { name: "français" }).press("Enter");
  await page.getByRole("button", { name: /^Remove français/i }).waitFor();
  await expect.poll(held).toBe(legend);
  await page.getByRole("button", { name: /^Remove français/i }).press("Enter");
  await expect.poll(held).toBe(legend);
});

test("the switch of the letter M can be reached where the page is narrow", async () => {
  const page = await newPage({ viewport: { width: 640, height: 400 } });
  await show(page, "talking");
  await page.getByRole("button", { name: "Microphone and sound" }).click();
  await page.getByRole("switch", { name: "Key M mutes." }).click();
  await page.keyboard.press("Escape");
  await page.locator("h1, [tabindex]").first().focus();
  await page.keyboard.press("m");
  expect(await page.getByRole("button", { name: "Mute", exact: true }).count()).toBe(1);
});

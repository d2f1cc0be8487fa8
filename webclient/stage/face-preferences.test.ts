import { expect, test } from "vitest";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";
import { show } from "./show.ts";

/** What somebody has asked their system for: its own colours, more contrast, less motion. */

test.each(["dark", "light"] as const)("where the system forces its colours, the shapes of the voices and of every button can be seen, %s", async (colorScheme) => {
  const page = await newPage({ forcedColors: "active", colorScheme });
  for (const reducedMotion of ["no-preference", "reduce"] as const) {
    await page.emulateMedia({ reducedMotion });
    await show(page, "talking");
    const unseen = await page.locator(".voice, button:visible").evaluateAll((all) => {
      const seen = (it: Element, part?: string) => {
        const { backgroundColor, borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(it, part);
        const page = getComputedStyle(document.documentElement).backgroundColor;
        return ![page, "rgba(0, 0, 0, 0)"].includes(backgroundColor) || (borderTopStyle !== "none" && borderTopWidth !== "0px" && ![page, "rgba(0, 0, 0, 0)"].includes(borderTopColor));
      };
      return all.filter((it) => !seen(it) && !seen(it, "::after")).map((it) => it.outerHTML);
    });
    expect(unseen, reducedMotion).toEqual([]);
  }
});

test.each(["dark", "light"] as const)("who asks for more contrast reads every word in the colour of the text, and every edge is as clear, %s", async (colorScheme) => {
  const page = await newPage({ colorScheme });
  const paler = () =>
    page.evaluate(() => {
      const text = getComputedStyle(document.body).color;
      const words = [...document.querySelectorAll(".soft")].filter((it) => it.checkVisibility()).map((it) => getComputedStyle(it).color);
      const edges = [...document.querySelectorAll(".field")].map((it) => getComputedStyle(it).borderTopColor);
      return [...words, ...edges].filter((color) => color !== text).length;
    });
  for (const scene of ["idle", "talking"]) {
    await show(page, scene);
    await page.emulateMedia({ contrast: "no-preference" });
    expect(await paler(), `${scene}, as it is`).toBeGreaterThan(0);
    await page.emulateMedia({ contrast: "more" });
    await expect.poll(paler, { message: scene }).toBe(0);
  }
});

test.each(["none", "active"] as const)("a skip that needs one more press looks different by its shape, not by colour alone; forced colours: %s", async (forcedColors) => {
  const page = await newPage({ forcedColors });
  await show(page, "talking");
  const look = (name: string) => page.getByRole("button", { name, exact: true }).evaluate((it) => [getComputedStyle(it).borderTopStyle, it.querySelector("path")!.getAttribute("d")]);
  const calm = await look("Skip");
  await page.getByRole("button", { name: "Skip", exact: true }).click();
  const armed = await look("Again to skip");
  expect([armed[0] === calm[0], armed[1] === calm[1]]).toEqual([false, false]);
});

test("nothing moves by itself where less motion is wished for", async () => {
  const page = await newPage({ reducedMotion: "reduce" });
  for (const scene of Object.keys(scenes(0))) {
    await show(page, scene);
    expect(await page.evaluate(() => document.getAnimations().length), scene).toBe(0);
  }
});

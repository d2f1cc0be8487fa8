import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { View } from "../src/conversation/moment.ts";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";
import { show } from "./show.ts";

/** WCAG 2.4.3: what held the keyboard goes away, and the keyboard goes on to what comes into its place. */

let page: Page;

async function open(scene: string): Promise<void> {
  page = await newPage();
  await show(page, scene);
}

const button = (name: string) => page.getByRole("button", { name, exact: true });
const held = () => page.evaluate(() => document.activeElement!.textContent!.trim() || document.activeElement!.tagName);
const become = (change: Partial<View>) => page.evaluate((change) => (globalThis as unknown as { become(change: unknown): void }).become(change), change);
const links = { up: scenes(0)["idle"]!.link, down: scenes(0)["offline"]!.link };

test("from the start button to the one that tries the server again, and back", async () => {
  await open("idle");
  await button("Start talking").focus();
  await become({ link: links.down });
  await expect.poll(held).toBe("Try now");
  await become({ link: links.up });
  await expect.poll(held).toBe("Start talking");
});

test("from the one that tries the server again, while somebody is looked for, to what is looked for", async () => {
  await open("searching-offline");
  await button("Try now").focus();
  await become({ link: links.up });
  await expect.poll(held).toMatch(/^Looking for/);
});

test("from stop to the start page's first words, also where there is no start button", async () => {
  await open("searching-offline");
  await button("Stop").press("Enter");
  await expect.poll(held).toBe("Talk with a stranger");
});

test("a key that is held presses once, and nothing that comes into the place of what it pressed: skipping takes two presses", async () => {
  await open("talking");
  await button("Skip").focus();
  for (let i = 0; i < 4; i++) await page.keyboard.down("Enter");
  await button("Again to skip").waitFor();
  await page.keyboard.up("Enter");
  expect(await page.evaluate(() => document.documentElement.dataset["moment"])).toBe("talking");
  await button("Mute").focus();
  for (let i = 0; i < 4; i++) await page.keyboard.down("Enter");
  await button("Unmute").waitFor();
});

test("from what closes the server's knowledge to what opened it", async () => {
  await open("idle");
  await button("What does the server know about me?").press("Enter");
  await button("Close").press("Enter");
  await expect.poll(held).toBe("What does the server know about me?");
});

test("from what lets the other be heard to something else of the talk", async () => {
  await open("talking-holding");
  await button("Let me hear them").press("Enter");
  await button("Let me hear them").waitFor({ state: "detached" });
  await expect.poll(held).not.toBe("BODY");
  expect(await page.evaluate(() => document.activeElement!.closest(".talk") !== null && document.activeElement !== document.body)).toBe(true);
});

test("from what opens the microphone to what is held, and back", async () => {
  await open("talking-holding");
  await button("Hold to talk").focus();
  await page.keyboard.press("m");
  await expect.poll(held).toBe("Unmute");
  await page.keyboard.press("Enter");
  await expect.poll(held).toBe("Hold to talk");
});

test("but who has taken the keyboard away from everything is not led back to anything", async () => {
  await open("talking");
  await button("Mute").focus();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("m");
  await become({ link: links.down });
  await page.locator(".hints").getByText("The server is out of reach.").waitFor();
  expect(await page.evaluate(() => document.activeElement!.tagName)).toBe("BODY");
});

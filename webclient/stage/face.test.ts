import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { launch } from "./browser.ts";

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launch();
});
afterEach(() => page.context().close());
afterAll(() => browser.close());

async function open(scene: string): Promise<void> {
  page = await (await browser.newContext({ locale: "en", colorScheme: "dark" })).newPage();
  await page.goto(`${inject("origin")}/?scene=${scene}`);
  await page.locator("[role=status]").waitFor({ state: "attached" });
  await page.locator("h1").waitFor();
}

const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
const moment = () => page.evaluate(() => document.documentElement.dataset["moment"]);
const spoken = () => page.locator("[role=status] p").allTextContents();

test("a page whose script does not come says so", async () => {
  page = await (await browser.newContext()).newPage();
  await page.route("**/*.js", (route) => route.abort());
  await page.goto(inject("origin"));
  await page.getByText("The button comes with a script, and that has not arrived.").waitFor();
});

test("while the script is underway nothing says that it does not come, and the words above its place stay where they are", async () => {
  page = await (await browser.newContext()).newPage();
  let arrive = () => {};
  const underway = new Promise<void>((arrived) => (arrive = arrived));
  await page.route("**/*.js", (route) => underway.then(() => route.continue()));
  await page.goto(`${inject("origin")}/?scene=idle`, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("footer") && [...document.querySelectorAll("link")].every((it) => it.rel !== "stylesheet" || it.sheet));
  const before = await page.locator("h1").boundingBox();
  expect(await page.locator(".late").isVisible()).toBe(false);
  arrive();
  await page.getByRole("button", { name: "Start talking" }).waitFor();
  expect(await page.locator("h1").boundingBox()).toEqual(before);
  expect(await page.locator(".late").count()).toBe(0);
});

test("the start button is the first thing the keyboard meets after the theme", async () => {
  await open("idle");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Start talking");
});

test("the keyboard is never left behind: start leads to stop, stop back to start", async () => {
  await open("idle");
  await page.getByRole("button", { name: "Start talking" }).press("Enter");
  await expect.poll(focused).toBe("Stop");
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("Start talking");
});

test("M mutes and says so, M again opens the microphone", async () => {
  await open("talking");
  await page.keyboard.press("m");
  await expect.poll(spoken).toContain("You are muted.");
  await page.getByRole("button", { name: "Unmute" }).waitFor();
  await page.keyboard.press("m");
  await expect.poll(spoken).toContain("Your microphone is on.");
});

test("M typed into a message is a letter, and does nothing once switched off", async () => {
  await open("talking");
  await page.getByLabel("Write a message").pressSequentially("music");
  expect(await spoken()).toContain("Your microphone is on.");
  await page.getByRole("checkbox", { name: "Key M mutes" }).uncheck();
  await page.getByRole("button", { name: "Stop" }).focus();
  await page.keyboard.press("m");
  expect(await spoken()).toContain("Your microphone is on.");
});

test("one Escape never skips, two do, also from within the message field", async () => {
  await open("talking");
  await page.getByLabel("Write a message").press("Escape");
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
  expect(await moment()).toBe("talking");
  await page.keyboard.press("Escape");
  await expect.poll(moment).toBe("searching");
});

test("the skip button forgets its first press after two seconds", async () => {
  await open("talking");
  await page.getByRole("button", { name: "Skip" }).click();
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
  await page.getByRole("button", { name: "Skip", exact: true }).waitFor({ timeout: 4000 });
  expect(await moment()).toBe("talking");
});

test("a report takes two presses, ends the talk and is acknowledged", async () => {
  await open("talking");
  await page.getByRole("button", { name: "Report" }).click();
  await page.getByRole("button", { name: "Spam or selling" }).click();
  await page.getByText("Reported. Thank you.").waitFor();
  expect(await moment()).toBe("searching");
});

test("Escape closes the reasons and does not count as skipping", async () => {
  await open("talking");
  await page.getByRole("button", { name: "Report" }).click();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("group", { name: "What is wrong?" }).isVisible()).toBe(false);
  expect(await focused()).toBe("Report");
  expect(await page.getByRole("button", { name: "Again to skip" }).count()).toBe(0);
});

test("what the other person writes is text, whatever it looks like", async () => {
  await open("talking-chat");
  await page.getByText("<b>ha</b> true").waitFor();
  expect(await page.locator(".log b").count()).toBe(0);
});

test("a message is sent by Enter, and the field is free for the next", async () => {
  await open("talking");
  await page.getByLabel("Write a message").fill("hello");
  await page.keyboard.press("Enter");
  await page.getByRole("log").getByText("hello").waitFor();
  expect(await page.getByLabel("Write a message").inputValue()).toBe("");
});

test("languages and topics are chosen in two presses, five at most", async () => {
  await open("idle");
  await page.getByRole("button", { name: "Language", exact: true }).click();
  await page.getByRole("button", { name: "français" }).click();
  await page.getByRole("button", { name: "Remove français" }).waitFor();
  await page.getByRole("button", { name: "español" }).click();
  await page.getByRole("button", { name: "italiano" }).click();
  await page.getByText("Five at most.").waitFor();
  expect(await page.getByRole("button", { name: "polski" }).isDisabled()).toBe(true);
});

test("a topic of one's own is trimmed, lower case and at most 32 characters long", async () => {
  await open("idle");
  await page.getByRole("button", { name: "Topic", exact: true }).click();
  await page.getByLabel("Your own word").fill(`  ${"Aé".repeat(20)}  `);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `Remove ${"aé".repeat(16)}`, exact: true }).waitFor();
});

test("one flag is loaded, the stranger's, under a name that changes with its picture", async () => {
  await open("connecting");
  await expect.poll(() => page.locator("h1 img").evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  expect(loaded.filter((path) => path.includes("flag"))).toEqual([expect.stringMatching(/^\/assets\/flags-[0-9a-f]{8}\/br\.svg$/)]);
});

test("the theme follows the system until it is switched, and then the switch", async () => {
  await open("idle");
  const night = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.getByRole("button", { name: "Switch to light" }).click();
  await page.getByRole("button", { name: "Switch to dark" }).waitFor();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).not.toBe(night);
});

test("the server's knowledge is shown as it was answered", async () => {
  await open("idle");
  await page.getByRole("button", { name: "What does the server know about me?" }).click();
  await page.getByRole("term").getByText("abuse handle").waitFor();
  await page.getByRole("definition").getByText("24 bits").waitFor();
});

test("the hide switch is shown where a relay is offered, and only there", async () => {
  await open("idle-no-relay");
  expect(await page.getByRole("switch", { name: "Hide my address" }).count()).toBe(0);
  await page.context().close();
  await open("idle-preferred");
  expect(await page.getByRole("switch", { name: "Hide my address" }).isChecked()).toBe(true);
});

import { expect, test } from "vitest";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";
import { drawn, moment, open, resize, show, spoken } from "./show.ts";

test("M typed into a message is a letter, and does nothing once switched off", async () => {
  const page = await open("talking");
  await page.getByLabel("Write a message").pressSequentially("music");
  expect(await spoken(page)).toContain("Your microphone is on.");
  await page.getByRole("checkbox", { name: "Key M mutes.", exact: true }).uncheck();
  await page.getByRole("button", { name: "Stop" }).focus();
  await page.keyboard.press("m");
  expect(await spoken(page)).toContain("Your microphone is on.");
});

test("one Escape never skips, two do, also from within the message field", async () => {
  const page = await open("talking");
  await page.getByLabel("Write a message").press("Escape");
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
  expect(await moment(page)).toBe("talking");
  await page.keyboard.press("Escape");
  await expect.poll(() => moment(page)).toBe("searching");
});

test("what the other person writes is text, whatever it looks like", async () => {
  const page = await open("talking-chat");
  await page.getByText("<b>ha</b> true").waitFor();
  expect(await page.locator(".log b").count()).toBe(0);
});

test("that they are writing is seen, and not spoken into their voice; that a message was not taken, or tells too much, is both", async () => {
  const page = await open("talking-chat");
  const line = page.locator(".chat > p");
  await line.filter({ hasText: "They are writing…" }).waitFor();
  expect(await line.getAttribute("aria-live")).toBe("off");
  await page.getByLabel("Write a message").fill("ada@example.org");
  await line.filter({ hasText: "This looks like a way to find you." }).waitFor();
  expect(await line.getAttribute("aria-live")).toBe("polite");
});

test("who writes lets the other one know, and nobody is said to write any more once they do not", async () => {
  const page = await newPage();
  await page.addInitScript("globalThis.typings = 0; addEventListener('typing', () => typings++)");
  await show(page, "talking-chat");
  await page.getByLabel("Write a message").pressSequentially("hi");
  expect(await page.evaluate("typings")).toBe(2); // how often they are told is the conversation's to decide
  const become = (typing: boolean) => page.evaluate((moment) => (globalThis as unknown as { become(change: unknown): void }).become({ moment }), { ...scenes(0)["talking-chat"]!.moment, typing });
  await become(false);
  await page.getByText("They are writing…").waitFor({ state: "detached" });
  await become(true);
  await page.getByText("They are writing…").waitFor();
});

test("a message is sent by Enter, and the field is free for the next", async () => {
  const page = await open("talking");
  await page.getByLabel("Write a message").fill("hello");
  await page.keyboard.press("Enter");
  await page.getByRole("log").getByText("hello").waitFor();
  expect(await page.getByLabel("Write a message").inputValue()).toBe("");
});

test("a message is still there when the page speaks another language, and gone with the talk", async () => {
  const page = await open("talking");
  await page.getByLabel("Write a message").fill("half a thought");
  await page.locator(".bar select").selectOption("de");
  await page.getByRole("button", { name: "Stumm" }).waitFor();
  expect(await page.locator(".chat input").inputValue()).toBe("half a thought");
  const become = (scene: string) => page.evaluate((moment) => (globalThis as unknown as { become(change: unknown): void }).become({ moment }), scenes(0)[scene]!.moment);
  await become("ended-left");
  await page.locator(".chat").waitFor({ state: "detached" });
  await become("talking");
  await page.locator(".chat").waitFor();
  expect(await page.locator(".chat input").inputValue()).toBe("");
});

test("a message that is one too many stays in its field, and the page says so until somebody writes on", async () => {
  const page = await open("talking");
  const field = page.getByLabel("Write a message");
  for (let i = 0; i < 9; i++) {
    await field.fill(`line ${i}`);
    await field.press("Enter");
  }
  const said = page.locator(".chat [aria-live=polite]", { hasText: "Too many at once. Send it again in a moment." });
  await said.waitFor();
  expect(await field.inputValue()).toBe("line 8");
  await field.press("!");
  await said.waitFor({ state: "detached" });
});

test("what came while nobody looked is counted in the title, until somebody looks", async () => {
  const page = await newPage();
  await page.addInitScript("let away = true; Object.defineProperty(document, 'hidden', { get: () => away }); addEventListener('look', () => { away = false; document.dispatchEvent(new Event('visibilitychange')); })");
  await show(page, "talking-chat");
  await expect.poll(() => page.title()).toBe("(4 new messages) Talking · DropChat");
  await page.evaluate(() => dispatchEvent(new Event("look")));
  await expect.poll(() => page.title()).toBe("Talking · DropChat");
});

test("who is at the end of the log stays there while the window changes its size, and who has scrolled up stays where they are", async () => {
  const page = await open("talking-chat");
  const log = page.locator(".log");
  const below = () => log.evaluate((it) => it.scrollHeight - it.clientHeight - it.scrollTop);
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [width, height] of [[390, 500], [390, 844], [390, 430], [844, 390], [390, 560], [1280, 600]] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(below, { message: `${width} by ${height}` }).toBeLessThan(2);
  }
  await page.setViewportSize({ width: 390, height: 600 });
  await log.evaluate((it) => new Promise((done) => { it.addEventListener("scroll", done); it.scrollTop = 20; }));
  await resize(page, 390, 500);
  expect(await log.evaluate((it) => it.scrollTop)).toBe(20);
  expect(await below()).toBeGreaterThan(20);
});

test("the message field stays in view, and nothing covers it, when a keyboard takes a part of the window", async () => {
  const page = await open("talking-chat");
  const field = page.locator(".chat .field");
  const reached = () => field.evaluate((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    return [top + 1, bottom - 1].every((y) => document.elementFromPoint((left + right) / 2, y) === it);
  });
  for (const [width, high, low] of [[390, 844, 500], [390, 844, 430], [320, 568, 300], [844, 390, 200]] as const) {
    await page.setViewportSize({ width, height: high });
    await field.focus();
    await page.setViewportSize({ width, height: low });
    await expect.poll(reached, { message: `${width} by ${low}` }).toBe(true);
  }
});

test("who reads elsewhere on the page, their field still theirs, is left there when the window changes its size", async () => {
  const page = await open("talking-chat");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".chat .field").focus();
  await resize(page, 390, 400);
  await page.evaluate(() => scrollTo(0, 0));
  await drawn(page);
  await resize(page, 390, 360);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test("what was scrolled in a talk that is gone by then is no error", async () => {
  const page = await newPage({ viewport: { width: 390, height: 500 } });
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await show(page, "talking-chat");
  await page.evaluate(async () => {
    const log = document.querySelector("[role=log]")!;
    log.scrollTop = log.scrollTop > 0 ? 0 : log.scrollHeight;
    (globalThis as unknown as { become(change: object): void }).become({ moment: { is: "idle" } });
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });
  expect(await page.locator("[role=log]").count()).toBe(0);
  expect(errors).toEqual([]);
});

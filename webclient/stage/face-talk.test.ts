import { expect, inject, test } from "vitest";
import { newPage } from "./page.ts";
import { focused, moment, open, resize, show, spoken } from "./show.ts";

test("M mutes and says so, M again opens the microphone", async () => {
  const page = await open("talking");
  await page.keyboard.press("m");
  await expect.poll(() => spoken(page)).toContain("You are muted.");
  await page.getByRole("button", { name: "Unmute" }).waitFor();
  await page.keyboard.press("m");
  await expect.poll(() => spoken(page)).toContain("Your microphone is on.");
});

test("who is muted while somebody is looked for sees it, and opens the microphone by its button or by M; nothing moves", async () => {
  const page = await open("talking");
  await page.keyboard.press("m");
  await page.getByRole("button", { name: "Skip" }).dblclick();
  await page.locator(".moment").getByText("You are muted.").waitFor();
  expect(await spoken(page)).toContain("You are muted.");
  const place = () => page.locator(".moment").evaluate((it) => [...it.children].map((child) => child.getBoundingClientRect().top));
  const before = await place();
  await page.getByRole("button", { name: "Unmute" }).click();
  await page.locator(".moment").getByText("You are muted.").waitFor({ state: "detached" });
  expect(await place()).toEqual(before);
  await page.keyboard.press("m");
  await page.locator(".moment").getByText("You are muted.").waitFor();
  await page.keyboard.press("m");
  await page.getByRole("button", { name: "Mute", exact: true }).waitFor();
});

test("a hint that comes or goes moves nothing, on a phone and on a desk", async () => {
  for (const [width, height] of [[390, 844], [1280, 800]] as const) {
    const page = await open("talking");
    await resize(page, width, height);
    const places = () => page.locator(".six, .controls, .chat, .way").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top));
    const before = await places();
    await page.getByRole("button", { name: "Mute" }).click();
    await page.locator(".hints").getByText("You are muted.").waitFor();
    expect(await places()).toEqual(before);
  }
});

test("a talk that is broken while the server is out of reach is not said to go on: what mends it can be tried at once", async () => {
  const page = await open("talking-mending");
  await page.locator(".hints").getByText("The line broke. Mending it…").waitFor();
  expect(await page.locator(".talk").getByText("Your talk goes on").count()).toBe(0);
  await page.locator(".hints").getByText(/^No connection to the server\. Trying again in \d seconds?\.$/).waitFor();
  await page.getByRole("button", { name: "Try now" }).click();
  await page.locator(".hints").getByText("No connection to the server. Trying again now.").waitFor();
});

test("M is the key that would be an M where keys give other letters, and no other key where they give Latin ones", async () => {
  const page = await open("talking");
  const press = (key: string, code: string) => page.evaluate((init) => void document.body.dispatchEvent(new KeyboardEvent("keydown", { ...init, bubbles: true })), { key, code });
  let muted = 0;
  for (const key of ["\u0629", "\u0938", "\u044c", "\u03bc", "\u05e6"]) {
    await press(key, "KeyM");
    muted = 1 - muted;
    await expect.poll(() => page.getByRole("button", { name: "Unmute" }).count(), { message: key }).toBe(muted);
  }
  await press(",", "KeyM"); // as in France, where the M is elsewhere
  await press("m", "Semicolon");
  await expect.poll(() => page.getByRole("button", { name: "Unmute" }).count()).toBe(0);
});

test("what is held to talk can also be pressed, as a screen reader or a voice does; a key that comes up ends what it began", async () => {
  const page = await open("talking-holding");
  const hold = page.locator("[aria-pressed]");
  const pressed = () => hold.getAttribute("aria-pressed");
  await hold.evaluate((it: HTMLElement) => it.click());
  await expect.poll(pressed).toBe("true");
  await hold.evaluate((it: HTMLElement) => it.click());
  await expect.poll(pressed).toBe("false");
  await hold.focus();
  for (const key of [" ", "Enter"]) {
    await page.keyboard.down(key);
    await expect.poll(pressed).toBe("true");
    await page.keyboard.up(key);
    await expect.poll(pressed).toBe("false");
  }
  await hold.click();
  await expect.poll(pressed).toBe("false");
});

test("what is held to talk is switched by the double tap of a screen reader, which sends a whole press in no time", async () => {
  const page = await open("talking-holding");
  const hold = page.locator("[aria-pressed]");
  const tap = () => hold.evaluate((it) => {
    const sent = { bubbles: true, pointerId: 7, pointerType: "mouse", width: 1, height: 1, pressure: 0, detail: 1 };
    for (const name of ["pointerdown", "pointerup", "click"]) it.dispatchEvent(new PointerEvent(name, sent));
  });
  const broken: string[] = [];
  page.on("pageerror", (error) => broken.push(error.message));
  for (const pressed of ["true", "false", "true"]) {
    await tap();
    await expect.poll(() => hold.getAttribute("aria-pressed")).toBe(pressed);
  }
  expect(broken).toEqual([]);
});

test("while a way to somebody is looked for, the first Escape shows that one more is needed, and the second moves on", async () => {
  const page = await open("connecting");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
  expect(await moment(page)).toBe("connecting");
  await page.keyboard.press("Escape");
  await expect.poll(() => moment(page)).toBe("searching");
});

test("the skip button forgets its first press after two seconds", async () => {
  const page = await open("talking");
  await page.getByRole("button", { name: "Skip" }).click();
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
  await page.getByRole("button", { name: "Skip", exact: true }).waitFor({ timeout: 4000 });
  expect(await moment(page)).toBe("talking");
});

test("a report takes two presses, ends the talk and is acknowledged", async () => {
  const page = await open("talking");
  await page.getByRole("button", { name: "Report" }).click();
  await page.getByRole("button", { name: "Spam or selling" }).click();
  await page.locator("main p:not([role=status] p)", { hasText: "Reported. Thank you." }).waitFor(); // it is spoken besides
  expect(await moment(page)).toBe("searching");
});

test("Escape closes the reasons and does not count as skipping", async () => {
  const page = await open("talking");
  await page.getByRole("button", { name: "Report" }).click();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("group", { name: "What is wrong?" }).isVisible()).toBe(false);
  expect(await focused(page)).toBe("Report");
  expect(await page.getByRole("button", { name: "Again to skip" }).count()).toBe(0);
});

test("one flag is loaded, the stranger's, under a name that changes with its picture", async () => {
  const page = await open("connecting");
  await expect.poll(() => page.locator("h1 img").evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  expect(loaded.filter((path) => path.includes("flag"))).toEqual([expect.stringMatching(/^\/assets\/flags-[0-9a-f]{8}\/br\.svg$/)]);
});

test("the diagnosis says of each way whether it works, and what to do, without an address", async () => {
  const page = await newPage({ locale: "de" });
  await page.context().grantPermissions(["microphone"]);
  await page.goto(`${inject("origin")}/diagnosis`);
  await page.getByRole("button", { name: "Tests starten" }).click();
  await page.getByText("noch nicht getestet").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Noch einmal testen" }).waitFor({ timeout: 25_000 });
  const summary = await page.locator("pre").innerText();
  expect(summary).toContain("WebSocket: fails"); // the stage has none
  expect(summary).toContain("TURN over TLS: unknown");
  expect(summary).not.toMatch(/\d+\.\d+\.|localhost|::/);
});

test("a browser that shows a page no speaker but those picked from a list of its own is asked for that by a button; closed, it changes nothing", async () => {
  const page = await newPage();
  await page.addInitScript(() => {
    const happened: string[] = [];
    const answers = [() => ({ deviceId: "from Firefox" }), () => refuse("NotAllowedError"), () => refuse("NotFoundError")];
    const refuse = (name: string) => {
      happened.push(name);
      throw new DOMException("", name);
    };
    Object.assign(navigator.mediaDevices, { selectAudioOutput: async () => answers.shift()!() });
    addEventListener("chosen", (event) => happened.push((event as CustomEvent<string>).detail));
    addEventListener("chime", () => happened.push("chime"));
    Object.assign(globalThis, { happened, speakers: [] });
  });
  await show(page, "talking");
  await page.getByRole("button", { name: "Microphone and sound" }).click();
  const pick = page.getByRole("button", { name: "Choose speaker or headphones…" });
  const happened = () => page.evaluate(() => (globalThis as unknown as { happened: string[] }).happened.splice(0));
  const said = () => page.locator(".sound [role=status]").textContent();
  await pick.click();
  await expect.poll(happened).toEqual(["speaker from Firefox", "chime"]);
  await pick.click();
  await expect.poll(happened).toEqual(["NotAllowedError"]);
  expect(await said()).toBe("");
  await pick.click();
  await expect.poll(happened).toEqual(["NotFoundError"]);
  await expect.poll(said).toBe("That one could not be used, so the one before stays.");
});

test("where a page is shown all speakers, they are in its own list, and no button asks for another", async () => {
  const page = await newPage();
  await page.addInitScript(() => Object.assign(navigator.mediaDevices, { selectAudioOutput: () => {} }));
  await show(page, "talking");
  await page.getByRole("button", { name: "Microphone and sound" }).click();
  await page.getByRole("combobox", { name: "Speaker or headphones" }).waitFor();
  expect(await page.getByRole("button", { name: "Choose speaker" }).count()).toBe(0);
});

test("the sheet for microphone and sound covers neither its own button nor those of the talk, and Escape closes it", async () => {
  const page = await open("talking");
  const opener = page.getByRole("button", { name: "Microphone and sound" });
  await opener.click();
  const sheet = page.getByRole("group", { name: "Microphone and sound" });
  await sheet.getByRole("combobox", { name: "Microphone" }).waitFor();
  const box = (await sheet.boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual((await opener.boundingBox())!.y);
  await resize(page, 320, 568);
  expect((await sheet.boundingBox())!.y).toBeGreaterThanOrEqual(await opener.evaluate((it) => it.getBoundingClientRect().bottom));
  await page.keyboard.press("Escape");
  expect([await sheet.isVisible(), await page.getByRole("button", { name: "Again to skip" }).count()]).toEqual([false, 0]);
  await expect.poll(() => opener.evaluate((it) => it === document.activeElement)).toBe(true);
  await opener.click();
  await sheet.getByRole("switch", { name: "Hold to talk" }).check();
  const hold = page.getByRole("button", { name: "Hold to talk" });
  await hold.waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => hold.evaluate((it) => it === document.activeElement), { message: "and the space bar talks" }).toBe(true);
});

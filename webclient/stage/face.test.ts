import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { newPage } from "./page.ts";
import { scenes } from "./scenes.ts";
import { show } from "./show.ts";

let page: Page;

async function open(scene: string, lang = "en"): Promise<void> {
  page = await newPage({ colorScheme: "dark" });
  await show(page, scene, lang);
}

const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
const moment = () => page.evaluate(() => document.documentElement.dataset["moment"]);
const spoken = () => page.locator("[role=status] p").allTextContents();

test("a page whose script does not come says so", async () => {
  page = await newPage();
  await page.route("**/*.js", (route) => route.abort());
  await page.goto(inject("origin"));
  await page.getByText("What starts a talk comes with a script, and that has not arrived.").waitFor();
});

test("while the script is underway nothing says that it does not come, and the button and the words above it stay where they are", async () => {
  page = await newPage();
  let arrive = () => {};
  const underway = new Promise<void>((arrived) => (arrive = arrived));
  await page.route("**/*.js", (route) => underway.then(() => route.continue()));
  await page.goto(`${inject("origin")}/?scene=idle`, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("footer") && [...document.querySelectorAll("link")].every((it) => it.rel !== "stylesheet" || it.sheet));
  const before = [await page.locator("h1").boundingBox(), await page.locator("#start").boundingBox()];
  expect(await page.locator(".late").isVisible()).toBe(false);
  arrive();
  await page.getByRole("button", { name: "Start talking" }).waitFor();
  expect([await page.locator("h1").boundingBox(), await page.getByRole("button", { name: "Start talking" }).boundingBox()]).toEqual(before);
  expect(await page.locator(".late").count()).toBe(0);
});

test("a press before the script has come leaves the page the theme of its address", async () => {
  page = await newPage({ colorScheme: "dark" });
  let arrive = () => {};
  const underway = new Promise<void>((arrived) => (arrive = arrived));
  await page.route("**/*.js", (route) => underway.then(() => route.continue()));
  await page.goto(`${inject("origin")}/?scene=idle#light`, { waitUntil: "commit" });
  await page.getByText("Start talking").click();
  await page.getByText("One moment…").waitFor();
  arrive();
  await page.locator("html[data-moment]").waitFor();
  await page.getByRole("button", { name: "Switch to dark" }).waitFor({ timeout: 5000 });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
});

test("a second press before the script has come does not take the first one back, by hand or by keyboard", async () => {
  page = await newPage();
  let arrive = () => {};
  const underway = new Promise<void>((arrived) => (arrive = arrived));
  await page.route("**/*.js", (route) => underway.then(() => route.continue()));
  await page.goto(`${inject("origin")}/?scene=idle`, { waitUntil: "commit" });
  await page.locator("#start summary").press("Enter");
  await page.getByText("One moment…").waitFor();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
  await page.keyboard.press("Enter");
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
  expect(await page.locator("#start").getAttribute("open")).toBe("");
  const { x, y } = (await page.locator("#start").boundingBox())!;
  await page.mouse.click(x + 40, y + 20);
  expect(await page.getByText("One moment…").isVisible()).toBe(true);
  expect(await page.getByText("Start talking").isVisible()).toBe(true);
  arrive();
});

test("the start button is the first thing the keyboard meets after the language and the theme", async () => {
  await open("idle");
  await page.keyboard.press("Tab");
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

test("who hears the page hears that a press was taken while what comes next is still underway", async () => {
  await open("idle");
  let arrive = () => {};
  const underway = new Promise<void>((arrived) => (arrive = arrived));
  await page.route("**/Moments-*.js", (route) => underway.then(() => route.continue()));
  await page.getByRole("button", { name: "Start talking" }).click();
  await expect.poll(spoken).toContain("One moment…");
  arrive();
  await expect.poll(spoken).not.toContain("One moment…");
});

test("M mutes and says so, M again opens the microphone", async () => {
  await open("talking");
  await page.keyboard.press("m");
  await expect.poll(spoken).toContain("You are muted.");
  await page.getByRole("button", { name: "Unmute" }).waitFor();
  await page.keyboard.press("m");
  await expect.poll(spoken).toContain("Your microphone is on.");
});

test("a hint that comes or goes moves nothing, on a phone and on a desk", async () => {
  for (const [width, height] of [[390, 844], [1280, 800]] as const) {
    await open("talking");
    await page.setViewportSize({ width, height });
    const places = () => page.locator(".six, .controls, .chat, .way").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().top));
    const before = await places();
    await page.getByRole("button", { name: "Mute" }).click();
    await page.locator(".hints").getByText("You are muted.").waitFor();
    expect(await places()).toEqual(before);
  }
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

test("M is the key that would be an M where keys give other letters, and no other key where they give Latin ones", async () => {
  await open("talking");
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
  await open("talking-holding");
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

test("one Escape never skips, two do, also from within the message field", async () => {
  await open("talking");
  await page.getByLabel("Write a message").press("Escape");
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
  expect(await moment()).toBe("talking");
  await page.keyboard.press("Escape");
  await expect.poll(moment).toBe("searching");
});

test("while a way to somebody is looked for, the first Escape shows that one more is needed, and the second moves on", async () => {
  await open("connecting");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Again to skip" }).waitFor();
  expect(await moment()).toBe("connecting");
  await page.keyboard.press("Escape");
  await expect.poll(moment).toBe("searching");
});

test("who tries the microphone hears once that sound arrives, and before a talk it is seen where none does", async () => {
  await open("trying");
  await page.locator("[role=status]", { hasText: "There is sound: your microphone works." }).waitFor({ state: "attached" });
  for (const scene of ["trying-silent", "searching-silent"]) {
    await open(scene);
    await page.locator(".moment p", { hasText: "Your microphone gives no sound." }).waitFor();
  }
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
  await page.locator("main p:not([role=status] p)", { hasText: "Reported. Thank you." }).waitFor(); // it is spoken besides
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

test("a message is still there when the page speaks another language, and gone with the talk", async () => {
  await open("talking");
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
  await open("talking");
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
  page = await newPage();
  await page.addInitScript("let away = true; Object.defineProperty(document, 'hidden', { get: () => away }); addEventListener('look', () => { away = false; document.dispatchEvent(new Event('visibilitychange')); })");
  await show(page, "talking-chat");
  await expect.poll(() => page.title()).toBe("(4 new messages) Talking · DropChat");
  await page.evaluate(() => dispatchEvent(new Event("look")));
  await expect.poll(() => page.title()).toBe("Talking · DropChat");
});

test("the title is that of the talk, after it that of the start page, and in the language chosen", async () => {
  await open("talking");
  await expect.poll(() => page.title()).toBe("Talking · DropChat");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(() => page.title()).toBe("DropChat: talk with a stranger");
  await page.locator(".bar select").selectOption("de");
  await expect.poll(() => page.title()).toBe("DropChat: mit Fremden reden");
});

test("how many are here is told where they are many, ten or more, and not where it would be lonely to read", async () => {
  await open("idle");
  await page.getByText("About 120 people here now").waitFor();
  await open("idle-required");
  await page.getByText("About 10 people here now").waitFor();
  await open("idle-no-relay");
  await page.getByText("What does the server know about me?").waitFor(); // by now the server has spoken
  expect(await page.locator(".online").count()).toBe(0);
});

test("languages and topics are chosen in two presses, five at most", async () => {
  await open("idle");
  await page.getByRole("button", { name: "Language", exact: true }).click();
  await page.getByRole("button", { name: "français" }).click();
  await page.getByRole("button", { name: "Remove français" }).waitFor();
  await page.getByRole("button", { name: "español" }).click();
  await page.getByRole("button", { name: "italiano" }).click();
  await page.locator("[role=status]", { hasText: "Five at most." }).waitFor(); // to be heard, too
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

test("the browser's own bar has the colour of the page, also when evening comes while nothing was chosen", async () => {
  await open("idle");
  const bar = () => page.locator("meta[name=theme-color]").evaluateAll((all) => {
    const paint = new Option().style;
    paint.color = (all as HTMLMetaElement[]).find((it) => matchMedia(it.media).matches)!.content;
    return paint.color === getComputedStyle(document.documentElement).backgroundColor;
  });
  for (const colorScheme of ["dark", "light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(bar, { message: colorScheme }).toBe(true);
  }
  await page.getByRole("button", { name: "Switch to light" }).click();
  await expect.poll(bar, { message: "as chosen" }).toBe(true);
});

test("another language is chosen from a list: the page speaks it, keeps the keyboard where it was, and stores nothing", async () => {
  await open("idle");
  const list = page.getByRole("combobox", { name: "Language of this page" });
  await list.focus();
  await list.selectOption("ar");
  await page.getByRole("button", { name: "ابدأ الحديث" }).waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.title])).toEqual(["ar", "rtl", "DropChat: تحدّث مع شخص غريب"]);
  expect(await page.getByRole("link", { name: "الخصوصية" }).getAttribute("href")).toBe("/ar/privacy");
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
  await page.getByRole("button", { name: "ابدأ الحديث" }).click();
  await page.getByRole("heading", { name: /^نبحث/ }).waitFor();
});

test("a language whose words cannot be fetched leaves the page in the one it speaks", async () => {
  await open("idle");
  await page.route("**/de.start.json", (route) => route.abort());
  const list = page.getByRole("combobox", { name: "Language of this page" });
  await list.selectOption("de");
  await expect.poll(() => list.inputValue()).toBe("en");
  await page.getByRole("button", { name: "Start talking" }).waitFor();
});

test("a page that is only read has its languages and its theme without a script, each a press away", async () => {
  page = await newPage({ colorScheme: "dark", javaScriptEnabled: false });
  await page.goto(`${inject("origin")}/how`);
  const list = page.getByRole("navigation", { name: "Language of this page" });
  expect(await list.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Language of this page: English" }).click();
  await list.getByRole("link", { name: "العربية" }).click();
  await page.getByRole("heading", { level: 1, name: "كيف يعمل" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/ar/how");
  const themes = page.locator("#light, #dark");
  expect(await themes.evaluateAll((all) => all.filter((it) => it.checkVisibility()).map((it) => it.id))).toEqual(["dark"]);
  await page.locator("#dark").press("Enter");
  expect(await themes.evaluateAll((all) => all.filter((it) => it.checkVisibility()).map((it) => it.id))).toEqual(["light"]);
  expect(await page.evaluate(() => [getComputedStyle(document.documentElement).colorScheme, document.activeElement?.id])).toEqual(["light", "light"]);
});

test("language and theme go from page to page, to those with a script and to those without, and nothing is stored", async () => {
  page = await newPage({ colorScheme: "dark" });
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.goto(`${inject("origin")}/ar/safety`);
  await page.locator("#dark").click();
  await page.locator('footer a[href$="/ar/faq#light"]').click();
  await page.waitForURL("**/ar/faq#light");
  expect(await scheme()).toBe("light");
  await page.locator('footer a[href$="/ar/diagnosis#light"]').click();
  await page.locator("[data-theme=light]").waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, localStorage.length + sessionStorage.length, document.cookie])).toEqual(["ar", 0, ""]);
  await page.locator('footer a[href$="/ar/how#light"]').click();
  await page.waitForURL("**/ar/how#light");
  expect(await scheme()).toBe("light");
  await page.locator("#light").click();
  await page.locator('header a[href$="/ar#dark"]').waitFor();
});

test("who chose English where nothing runs is answered in it from then on, whatever their browser prefers", async () => {
  page = await newPage({ locale: "de" });
  await page.goto(`${inject("origin")}/diagnosis`);
  await page.getByRole("heading", { level: 1, name: "Warum komme ich nicht durch?" }).waitFor();
  await page.goto(`${inject("origin")}/de/how`);
  await page.getByRole("button", { name: "Sprache dieser Seite: Deutsch" }).click();
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { name: "How it works" }).waitFor();
  expect(await page.getByRole("link", { name: "DropChat" }).getAttribute("href")).toMatch(/\/en$/);
  expect((await page.request.get(`${inject("origin")}/en`)).status()).toBe(200);
  await page.getByRole("link", { name: "Why can’t I connect?" }).click();
  await page.getByRole("button", { name: "Run the tests" }).waitFor();
});

test.each(["/", "/ar/diagnosis"])("%s has the theme of its address before any of its script is here, and the switch has the last word", async (path) => {
  page = await newPage({ colorScheme: "dark" });
  let arrive = () => {};
  const underway = new Promise<void>((arrived) => (arrive = arrived));
  await page.route("**/*.js", (route) => underway.then(() => route.continue()));
  await page.goto(`${inject("origin")}${path}#light`, { waitUntil: "commit" });
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await expect.poll(scheme).toBe("light");
  expect(await page.locator("#switches button").count()).toBe(0);
  arrive();
  await page.locator("#switches button").click();
  await expect.poll(scheme).toBe("dark");
});

test("right to left mirrors the page, but not the six emoji, nor the clock", async () => {
  const order = async (places: string) => page.locator(places).evaluateAll((all) => all.map((it) => it.getBoundingClientRect().left));
  const rising = (all: number[]) => all.every((left, i) => i === 0 || left > all[i - 1]!);
  for (const [lang, mirrored] of [["en", false], ["ar", true]] as const) {
    await open("talking", lang);
    const emoji = await order(".six span");
    expect([emoji.length, rising(emoji)]).toEqual([6, true]);
    expect(rising(await order(".controls button"))).toBe(!mirrored);
    expect(await page.getByRole("timer").getAttribute("dir")).toBe("ltr");
    expect(await page.locator(".bar select").inputValue()).toBe(lang);
  }
});

test("the server's knowledge is shown as it was answered", async () => {
  await open("idle");
  await page.getByRole("button", { name: "What does the server know about me?" }).click();
  await page.getByRole("term").getByText("A short code of your address").waitFor();
  await page.getByRole("definition").getByText("24 bits").waitFor();
});

test("the diagnosis says of each way whether it works, and what to do, without an address", async () => {
  page = await newPage({ locale: "de" });
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

test("the sheet for microphone and sound covers neither its own button nor those of the talk, and Escape closes it", async () => {
  await open("talking");
  const opener = page.getByRole("button", { name: "Microphone and sound" });
  await opener.click();
  const sheet = page.getByRole("group", { name: "Microphone and sound" });
  await sheet.getByRole("combobox", { name: "Microphone" }).waitFor();
  const box = (await sheet.boundingBox())!;
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.y + box.height).toBeLessThanOrEqual((await opener.boundingBox())!.y);
  await page.setViewportSize({ width: 320, height: 568 });
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

test("the hide switch is shown where a relay is offered, and only there", async () => {
  await open("idle-no-relay");
  expect(await page.getByRole("switch", { name: "Hide my address" }).count()).toBe(0);
  await open("idle-preferred");
  expect(await page.getByRole("switch", { name: "Hide my address" }).isChecked()).toBe(true);
});

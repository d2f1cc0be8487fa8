import { expect, inject, test } from "vitest";
import { newPage, scriptUnderway } from "./page.ts";
import { focused, moment, open, spoken } from "./show.ts";

test("a page whose script does not come says so", async () => {
  const page = await newPage();
  await page.route("**/*.js", (route) => route.abort());
  await page.goto(inject("origin"));
  await page.getByText("What starts a talk comes with a script, and that has not arrived.").waitFor();
});

test("while the script is underway nothing says that it does not come, and the button and the words above it stay where they are", async () => {
  const page = await newPage();
  const arrive = await scriptUnderway(page);
  await page.goto(`${inject("origin")}/?scene=idle`, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("footer") && [...document.querySelectorAll("link")].every((it) => it.rel !== "stylesheet" || it.sheet));
  const before = [await page.locator("h1").boundingBox(), await page.locator("#start").boundingBox()];
  expect(await page.locator(".late").isVisible()).toBe(false);
  arrive();
  await page.getByRole("button", { name: "Start talking" }).waitFor();
  expect([await page.locator("h1").boundingBox(), await page.getByRole("button", { name: "Start talking" }).boundingBox()]).toEqual(before);
  expect(await page.locator(".late").count()).toBe(0);
});

test.for([[320, 568], [412, 823], [768, 1024], [1280, 800]] as const)("the diagnosis moves nothing when its script comes: %i by %i", async ([width, height]) => {
  const page = await newPage({ viewport: { width, height } });
  const arrive = await scriptUnderway(page);
  await page.goto(`${inject("origin")}/diagnosis`, { waitUntil: "commit" });
  await page.locator(".late").waitFor();
  arrive();
  await page.getByRole("button", { name: "Run the tests" }).waitFor();
  const shifts = await page.evaluate(() => new Promise((tell) => {
    new PerformanceObserver((list) => tell(list.getEntries().length)).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(tell, 300, 0));
  }));
  expect(shifts).toBe(0);
});

test("a press before the script has come leaves the page the theme of its address", async () => {
  const page = await newPage({ colorScheme: "dark" });
  const arrive = await scriptUnderway(page);
  await page.goto(`${inject("origin")}/?scene=idle#light`, { waitUntil: "commit" });
  await page.getByText("Start talking").click();
  await page.getByText("One moment…").waitFor();
  arrive();
  await page.locator("html[data-moment]").waitFor();
  await page.getByRole("button", { name: "Switch to dark" }).waitFor({ timeout: 5000 });
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
});

test("a second press before the script has come does not take the first one back, by hand or by keyboard", async () => {
  const page = await newPage();
  const arrive = await scriptUnderway(page);
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
  const page = await open("idle");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Start talking");
});

test("the keyboard is never left behind, nor led to what a press too many would press: start leads to what is looked for, stop to the start page's first words", async () => {
  const page = await open("idle");
  await page.getByRole("button", { name: "Start talking" }).press("Enter");
  await expect.poll(() => focused(page)).toMatch(/^Looking for someone/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  expect(await moment(page)).toBe("searching");
  await page.getByRole("button", { name: "Stop" }).press("Enter");
  await expect.poll(() => focused(page)).toBe("Talk with a stranger");
  await page.keyboard.press("Enter");
  expect(await moment(page)).toBe("idle");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Start talking");
});

test("who hears the page hears that a press was taken while what comes next is still underway", async () => {
  const page = await open("idle");
  const arrive = await scriptUnderway(page, "**/Moments-*.js");
  await page.getByRole("button", { name: "Start talking" }).click();
  await expect.poll(() => spoken(page)).toContain("One moment…");
  arrive();
  await expect.poll(() => spoken(page)).not.toContain("One moment…");
});

const REQUESTS_OF_A_TRY = 2; // the preload, and the import where that failed

test.each([
  { tries: 1, then: "stays", seen: "[data-moment=searching] body[data-here]" },
  { tries: 2, then: "starts afresh", seen: "[data-moment=idle] body:not([data-here])" },
])("what comes next is fetched once more where that failed: after $tries in vain the page $then", async ({ tries, seen }) => {
  const page = await open("idle");
  let asked = 0;
  await page.route("**/Moments-*.js", (route) => (++asked <= tries * REQUESTS_OF_A_TRY ? route.abort() : route.continue()));
  await page.evaluate(() => void (document.body.dataset["here"] = ""));
  await page.getByRole("button", { name: "Start talking" }).dispatchEvent("click"); // no hand on its way has it fetched before
  await page.locator(seen).waitFor();
});

test("who tries the microphone hears once that sound arrives, and before a talk it is seen where none does", async () => {
  let page = await open("trying");
  await page.locator("[role=status]", { hasText: "There is sound: your microphone works." }).waitFor({ state: "attached" });
  for (const scene of ["trying-silent", "searching-silent"]) {
    page = await open(scene);
    await page.locator(".moment p", { hasText: "Your microphone gives no sound." }).waitFor();
  }
});

test("how many are here is told where they are many, ten or more, and not where it would be lonely to read", async () => {
  let page = await open("idle");
  await page.getByText("About 120 people here now").waitFor();
  page = await open("idle-required");
  await page.getByText("About 10 people here now").waitFor();
  page = await open("idle-no-relay");
  await page.getByText("What does the server know about me?").waitFor(); // by now the server has spoken
  expect(await page.locator(".online").count()).toBe(0);
});

test("languages and topics are chosen in two presses, five at most", async () => {
  const page = await open("idle");
  await page.getByRole("button", { name: "Language", exact: true }).click();
  await page.getByRole("button", { name: "français" }).click();
  await page.getByRole("button", { name: "Remove français" }).waitFor();
  await page.getByRole("button", { name: "español" }).click();
  await page.getByRole("button", { name: "italiano" }).click();
  await page.locator("[role=status]", { hasText: "Five at most." }).waitFor(); // to be heard, too
  expect(await page.getByRole("button", { name: "polski" }).isDisabled()).toBe(true);
});

test("a topic of one's own is trimmed, lower case and at most 32 characters long", async () => {
  const page = await open("idle");
  await page.getByRole("button", { name: "Topic", exact: true }).click();
  await page.getByLabel("Your own word").fill(`  ${"Aé".repeat(20)}  `);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `Remove ${"aé".repeat(16)}`, exact: true }).waitFor();
});

test("the hide switch is shown where a relay is offered, and only there", async () => {
  let page = await open("idle-no-relay");
  expect(await page.getByRole("switch", { name: "Hide my address" }).count()).toBe(0);
  page = await open("idle-preferred");
  expect(await page.getByRole("switch", { name: "Hide my address" }).isChecked()).toBe(true);
});

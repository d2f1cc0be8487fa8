import type { CDPSession, Page } from "@playwright/test";
import type { Person } from "../world/person.ts";
import { expect, test } from "../world/test.ts";

/** Lighthouse's "slow 3G": there and back takes 400 ms, and a second brings 400 kbit. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** What is fetched from there stays underway until the answer is called. */
async function heldBack(page: Page, from: string): Promise<() => void> {
  let come = () => {};
  const underway = new Promise<void>((coming) => (come = coming));
  await page.route(from, (route) => underway.then(() => route.continue()));
  return come;
}

test("on a slow network the button can be pressed before any script has come, and the press counts once it has", async ({ arrives }) => {
  const ada = await arrives("Ada");
  const come = await heldBack(ada.page, "**/*.js");
  await ada.page.reload({ waitUntil: "commit" });
  await ada.page.locator("summary", { hasText: "Start talking" }).click();
  await ada.sees("One moment…");
  come();
  await ada.isSearching();
  expect(new URL(ada.page.url()).hash).toBe("");
});

test("who has pressed and cannot see a talk yet is met by nobody, and once what shows it is here the press counts", async ({ arrives }) => {
  const [ada, bob] = [await arrives("Ada"), await arrives("Bob")];
  const come = await heldBack(ada.page, "**/Moments-*.js");
  const calls = ada.page.waitForResponse(/\/call-.*\.js$/);
  await ada.startsTalking();
  await ada.sees("One moment…");
  await bob.startsTalking();
  await bob.isSearching();
  await calls;
  await ada.page.waitForTimeout(1_000);
  await bob.isSearching();
  expect(ada.said.map(({ type }) => type)).toEqual(["welcome"]);
  come();
  await ada.isTalkingWith(bob);
  await ada.hears(bob);
});

test("whose keyboard stands on the button before its script has come is still there afterwards", async ({ arrives }) => {
  const ada = await arrives("Ada");
  const come = await heldBack(ada.page, "**/*.js");
  await ada.page.reload({ waitUntil: "commit" });
  await ada.page.locator("summary", { hasText: "Start talking" }).focus();
  come();
  await expect(ada.button("Start talking")).toBeFocused();
});

test("an address that somebody else made presses nothing, wherever its reader presses before the script has come", async ({ arrives }) => {
  const ada = await arrives("Ada");
  const come = await heldBack(ada.page, "**/*.js");
  const address = `${new URL(ada.page.url()).origin}/#start`;
  await ada.page.goto("about:blank");
  await ada.page.goto(address, { waitUntil: "commit" });
  await ada.page.getByRole("heading", { level: 1 }).click();
  await ada.page.keyboard.press("a");
  come();
  await ada.sees(/^Be kind/);
  await expect(ada.button("Start talking")).toBeVisible();
  await ada.seesNoMore("One moment…");
});

for (const language of ["en", "ja"]) {
  test(`on a slow network the first page asks for nothing in a row that it can ask for at once, in ${language}`, async ({ arrives }) => {
    const ada = await arrives("Ada", { before: `Object.defineProperty(navigator, "languages", { get: () => ["${language}"] })` });
    const wire = await slowly(ada);
    await ada.page.reload();
    await expect(ada.page.locator("button.large")).toBeVisible();
    const asked = wire.assets();
    expect(asked.filter(({ by }) => by !== "the page").map(({ name }) => name)).toEqual(language === "en" ? [] : [`${language}.start.json`]);
    const scripts = asked.filter(({ name }) => name.endsWith(".js"));
    const last = Math.max(...scripts.map(({ came }) => came));
    for (const { name, at } of asked) expect(at, `${name} is asked for before the last script has come`).toBeLessThan(last);
  });
}

test("on a slow network nothing that stands on the page is shifted but the lines of the chat, from the first word to the end of a talk", async ({ arrives, starts }) => {
  const server = await starts("--ice-relay", "optional", "--ice-turn-urls", "turn:127.0.0.1:9", "--ice-turn-secret", "only for this test");
  const [ada, bob] = [await arrives("Ada", { server, before: SHIFTS }), await arrives("Bob", { server })];
  for (const [width, height] of [[320, 568], [568, 320], [390, 844], [1280, 800]] as const) {
    await ada.page.setViewportSize({ width, height });
    const wire = await slowly(ada);
    await ada.page.reload();
    await ada.page.getByRole("switch", { name: "Hide my address" }).waitFor();
    await ada.startsTalking();
    await ada.isSearching();
    await wire.ends();
    await bob.startsTalking();
    await ada.isTalkingWith(bob);
    await ada.writes("hello");
    await bob.writes("hello");
    await ada.reads("hello");
    await bob.stops();
    await ada.isTold("They left.");
    expect(await shifts(ada.page), `at ${width} by ${height} px`).toEqual([]);
  }
});

test("on a slow network the button can be pressed within a second: the page and its style are all it waits for", async ({ arrives }) => {
  const ada = await arrives("Ada");
  await ada.page.route("**/*.js", () => {}); // never answered
  const session = await ada.page.context().newCDPSession(ada.page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const came: { url: string; bytes: number }[] = [];
  const urls = new Map<string, string>();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => void urls.set(requestId, request.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => came.push({ url: urls.get(requestId)!, bytes: encodedDataLength }));
  await ada.page.reload({ waitUntil: "commit" });
  await ada.page.locator("summary", { hasText: "Start talking" }).click();
  await ada.sees("One moment…");

  const page = await ada.page.evaluate(() => performance.getEntriesByType("resource").map((it) => ({ ...(it.toJSON() as PerformanceResourceTiming & { renderBlockingStatus: string }) })));
  const blocking = page.filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking").map(({ name }) => name);
  expect(blocking.map((url) => url.replace(/^.*\.(?=\w+$)/, "")), "what the first picture waits for").toEqual(["css", "css"]);
  const html = await ada.page.request.get(ada.page.url()).then((answer) => answer.text());
  for (const url of blocking) expect(html, "asked for by the page itself").toContain(new URL(url).pathname);
  const needed = came.filter(({ url }) => url === ada.page.url() || blocking.includes(url));
  expect(needed).toHaveLength(3);
  const roundTrips = 2; // the page; then all that it names, at once
  const ms = roundTrips * SLOW.latency + needed.reduce((sum, { bytes }) => sum + bytes, 0) / (SLOW.downloadThroughput / 1000);
  expect(ms).toBeLessThan(1000);
});

interface Asked {
  readonly name: string;
  /** What named it: the page itself, or a script that had to come first. */
  readonly by: "the page" | "a script";
  readonly at: number;
  came: number;
}

/** From now on their network is slow. What the page asks for is noted. */
async function slowly({ page }: Person): Promise<{ assets(): Asked[]; ends(): Promise<void> }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const asked = new Map<string, Asked>();
  session.on("Network.requestWillBeSent", ({ requestId, request, initiator, timestamp }) => {
    const name = new URL(request.url).pathname.split("/").at(-1)!;
    asked.set(requestId, { name, by: initiator.type === "parser" ? "the page" : "a script", at: timestamp, came: Number.POSITIVE_INFINITY });
  });
  session.on("Network.loadingFinished", ({ requestId, timestamp }) => void (asked.has(requestId) && (asked.get(requestId)!.came = timestamp)));
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", SLOW);
  return {
    assets: () => [...asked.values()].filter(({ name }) => /\.(js|css|json)$/.test(name)),
    ends: () => session.detach(), // Chromium 156 crashes on a call over a network slowed like this
  };
}

/** Every shift that counts (Layout Instability, `hadRecentInput` aside), with what was shifted. A line of a chat makes room for the next. */
const SHIFTS = `{
  window.shifts = [];
  const note = (list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const standing = sources.map(({ node }) => node).filter((node) => !node?.parentElement?.closest("[role=log]"));
      if (!hadRecentInput && standing.length > 0) window.shifts.push([value, ...standing.map((node) => node?.outerHTML?.slice(0, 80))].join(" "));
    }
  };
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
}`;

function shifts(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
}

import { chromium, type Browser, type Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, Hint, Moment } from "../src/conversation/moment.ts";
import { standIn, type StandIn } from "./standin.ts";

/** Two real tabs with fake microphones, over the conversation alone. */
declare global {
  interface Window {
    conversation: Conversation;
    connections: RTCPeerConnection[];
    cut: boolean;
  }
}

let browser: Browser;
let pages: ViteDevServer;
let server: StandIn;

beforeAll(async () => {
  server = await standIn();
  pages = await createServer({ configFile: false, root: `${import.meta.dirname}/..`, server: { port: 0, hmr: false, watch: null }, logLevel: "error" });
  await pages.listen();
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
  await server?.close();
});

async function tab(at: StandIn = server): Promise<Page> {
  const context = await browser.newContext({ permissions: ["microphone"] });
  const page = await context.newPage();
  const { port } = new URL(pages.resolvedUrls!.local[0]!);
  await page.goto(`http://localhost:${port}/test/talk.html?signal=${encodeURIComponent(at.url)}`);
  await page.waitForFunction(() => window.conversation?.view.link.is === "open");
  return page;
}

async function talkingTabs(): Promise<[Page, Page]> {
  const two: [Page, Page] = [await tab(), await tab()];
  for (const page of two) await page.evaluate(() => window.conversation.start());
  for (const page of two) await until(page, "talking");
  return two;
}

const until = (page: Page, is: Moment["is"]) => page.waitForFunction((is) => window.conversation.view.moment.is === is, is);
const moment = (page: Page) => page.evaluate(() => window.conversation.view.moment);

function energy(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const stats = [...(await window.connections.at(-1)!.getStats()).values()];
    return stats.find((each) => each.type === "inbound-rtp")?.totalAudioEnergy ?? 0;
  });
}

async function hears(page: Page): Promise<void> {
  const before = await energy(page);
  await expect.poll(() => energy(page), { timeout: 10_000 }).toBeGreaterThan(before);
}

describe("two tabs", () => {
  it("meet, see the same emoji, hear each other and write to each other", async () => {
    const [ada, bob] = await talkingTabs();
    await ada.evaluate(() => window.conversation.say("hello <b>Bob</b>"));
    await bob.evaluate(() => window.conversation.say("hello Ada"));
    for (const page of [ada, bob]) {
      await page.waitForFunction(() => {
        const { moment } = window.conversation.view;
        return moment.is === "talking" && moment.lines.length === 2 && moment.emoji?.length === 6;
      });
      await hears(page);
    }
    const [hers, his] = [await moment(ada), await moment(bob)];
    if (hers.is !== "talking" || his.is !== "talking") throw new Error("no talk");
    expect(hers.emoji).toEqual(his.emoji);
    expect(his.lines.map(({ by, text }) => [by, text])).toContainEqual(["them", "hello <b>Bob</b>"]);
    await ada.evaluate(() => window.conversation.stop());
    await until(bob, "ended");
    expect(await moment(bob)).toMatchObject({ why: "they-left", reportable: true });
    expect(await moment(ada)).toEqual({ is: "idle" });
    await Promise.all([ada.context().close(), bob.context().close()]);
  });

  it("go on talking while the server is dead, and mend a dead channel over the next one", async () => {
    const [ada, bob] = await talkingTabs();
    server.dropAll(1012);
    for (const page of [ada, bob]) await page.waitForFunction(() => window.conversation.view.link.is === "open");
    await hears(bob);
    const [before] = await Promise.all([fragment(ada), ada.evaluate(() => void (window.cut = true)), bob.evaluate(() => void (window.cut = true))]);
    for (const page of [ada, bob]) await hinted(page, "mending", true);
    await expect.poll(() => fragment(ada), { timeout: 15_000 }).not.toBe(before);
    for (const page of [ada, bob]) await page.evaluate(() => void (window.cut = false));
    for (const page of [ada, bob]) await hinted(page, "mending", false);
    await hears(ada);
    await ada.evaluate(() => window.conversation.say("still there"));
    await bob.waitForFunction(() => {
      const { moment } = window.conversation.view;
      return moment.is === "talking" && moment.lines.some(({ text }) => text === "still there");
    });
    await Promise.all([ada.context().close(), bob.context().close()]);
  });

  it("notice a closed tab, and the next talk is another one", async () => {
    const [ada, bob] = await talkingTabs();
    const first = await moment(ada);
    await bob.close();
    await until(ada, "ended");
    const cleo = await tab();
    await cleo.evaluate(() => window.conversation.start());
    await ada.evaluate(() => window.conversation.skip());
    for (const page of [ada, cleo]) await until(page, "talking");
    await hears(cleo);
    const second = await moment(ada);
    expect(first.is === "talking" && second.is === "talking" && second.emoji).not.toEqual(first.is === "talking" && first.emoji);
    await Promise.all([ada.context().close(), bob.context().close(), cleo.context().close()]);
  });
});

describe("where everybody must use a relay", () => {
  it("no address is gathered, and so none can be told, though no relay answers", async () => {
    const relaying = await standIn("required");
    const two = [await tab(relaying), await tab(relaying)];
    for (const page of two) await page.evaluate(() => window.conversation.start());
    for (const page of two) {
      await page.waitForFunction(() => window.connections.at(-1)?.iceGatheringState === "complete");
      const [policy, sdp] = await page.evaluate(() => {
        const connection = window.connections.at(-1)!;
        return [connection.getConfiguration().iceTransportPolicy, connection.localDescription!.sdp];
      });
      expect(policy).toBe("relay");
      expect(sdp).not.toContain("a=candidate");
      expect(await moment(page)).toMatchObject({ is: "connecting", hidden: true });
    }
    await Promise.all([...two.map((page) => page.context().close()), relaying.close()]);
  });
});

/** The ICE generation in use: another one means that a restart took place. */
function fragment(page: Page): Promise<string | undefined> {
  return page.evaluate(() => /a=ice-ufrag:(\S+)/.exec(window.connections.at(-1)!.currentLocalDescription?.sdp ?? "")?.[1]);
}

const hinted = (page: Page, hint: Hint, on: boolean) =>
  page.waitForFunction(([hint, on]) => {
    const { moment } = window.conversation.view;
    return moment.is === "talking" && moment.hints.includes(hint) === on;
  }, [hint, on] as const);

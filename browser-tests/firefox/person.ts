import { expect } from "@playwright/test";
import type { Browser, Page } from "puppeteer-core";
import { overhear } from "../world/overhear.ts";
import { arrivedOf, arrivedSince, audioStatistics, same, type Stranger } from "../world/stranger.ts";

/** Somebody with a Firefox of their own. Finds what is on the page by role and name, as a screen reader would. */
export class FirefoxPerson implements Stranger {
  /** What the browser complained of, and what it asked of hosts other than the page's own. */
  readonly complaints: string[] = [];
  readonly name: string;
  readonly page: Page;

  private constructor(name: string, page: Page, origin: string) {
    this.name = name;
    this.page = page;
    page.on("console", (message) => message.type() === "error" && this.complaints.push(`${name}: ${message.text()}`));
    page.on("pageerror", (error) => this.complaints.push(`${name}: ${error}`));
    page.on("request", (request) => this.#asks(request.url(), origin));
  }

  static async arrives(browser: Browser, name: string, origin: string): Promise<FirefoxPerson> {
    const page = await (await browser.createBrowserContext()).newPage({ type: "window" }); // a tab behind others would hardly move
    await page.setViewport({ width: 500, height: 844 });
    await page.evaluateOnNewDocument(overhear);
    const person = new FirefoxPerson(name, page, origin);
    await page.goto(origin);
    return person;
  }

  startsTalking(): Promise<void> {
    return this.presses("Start talking");
  }

  async isSearching(): Promise<void> {
    await expect.poll(() => this.#headings(), { message: `${this.name} searches` }).toContainEqual(expect.stringMatching(/^Looking for/));
  }

  async isTalking(): Promise<void> {
    const seen = async () => (await this.page.$("[role=timer]")) ? "talking" : `${await this.#headings()}`;
    await expect.poll(seen, { message: `${this.name} talks`, timeout: 20_000 }).toBe("talking");
  }

  async isTalkingWith(other: Stranger): Promise<void> {
    await this.isTalking();
    await other.isTalking();
    await expect.poll(async () => same(await this.emoji(), await other.emoji()), { message: `${this.name} talks with ${other.name}` }).toBe(true);
  }

  async emoji(): Promise<string[]> {
    const six = () => this.page.$$eval("section[aria-label^='Six emoji'] span", (all) => all.map((each) => each.innerText));
    await expect.poll(six).toHaveLength(6);
    return six();
  }

  async hears(other: Stranger): Promise<void> {
    const before = await arrivedOf(other, this);
    const gain = () => arrivedSince(before, other, this);
    await expect.poll(gain, { message: `${this.name} hears ${other.name}`, timeout: 15_000 }).toEqual({ sound: true, packets: true });
  }

  /** Over 1.5 seconds. */
  async hearsNothingOf(other: Stranger): Promise<void> {
    await expect(async () => {
      const before = await arrivedOf(other, this);
      await new Promise((over) => setTimeout(over, 1_500));
      expect((await arrivedSince(before, other, this)).sound, `${this.name} hears ${other.name}`).toBe(false);
    }).toPass({ timeout: 15_000 });
  }

  async writes(text: string): Promise<void> {
    await this.page.locator(`::-p-aria([role="textbox"][name="Write a message"])`).fill(text);
    await this.page.keyboard.press("Enter");
  }

  async reads(text: string): Promise<void> {
    const theirs = () => this.page.$$eval("[role=log] p", (all) => all.filter((p) => p.innerText.startsWith("They:")).map((p) => p.querySelector<HTMLElement>("[dir]")!.innerText));
    await expect.poll(theirs, { message: `${this.name} reads` }).toContain(text);
  }

  async mutes(): Promise<void> {
    await this.presses("Mute");
    await this.sees("You are muted.");
  }

  async skips(): Promise<void> {
    await this.presses("Skip");
    await this.presses("Again to skip");
  }

  async stops(): Promise<void> {
    await this.presses("Stop");
    await this.page.waitForSelector(button("Start talking"), { visible: true });
  }

  async isTold(heading: string): Promise<void> {
    await expect.poll(() => this.#headings(), { message: `${this.name} is told`, timeout: 10_000 }).toContain(heading);
  }

  async sees(text: string): Promise<void> {
    const shown = () => this.page.$$eval(":not([role=status]) > p", (all) => all.filter((p) => p.checkVisibility()).map((p) => p.innerText.trim()));
    await expect.poll(shown, { message: `${this.name} sees "${text}"`, timeout: 10_000 }).toContain(text);
  }

  async isOffered(name: string): Promise<void> {
    await this.page.waitForSelector(button(name), { visible: true });
  }

  presses(name: string): Promise<void> {
    return this.page.locator(button(name)).setTimeout(10_000).click();
  }

  told(): Promise<string[]> {
    return this.page.evaluate(() => window.overheard.told);
  }

  believed(): Promise<string[]> {
    return this.page.evaluate(() => window.overheard.believed);
  }

  audio(type: "inbound-rtp" | "outbound-rtp"): Promise<RTCInboundRtpStreamStats[]> {
    return this.inPage(audioStatistics, type);
  }

  inPage<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<R> {
    return this.page.evaluate(run as (given: unknown) => R, given) as Promise<R>;
  }

  /** A data: address asks nobody. Firefox takes a font of its own from one. */
  #asks(url: string, origin: string): void {
    const { protocol, host } = new URL(url);
    if (protocol !== "data:" && host !== new URL(origin).host) this.complaints.push(`${this.name}: asked ${url}`);
  }

  #headings(): Promise<string[]> {
    return this.page.$$eval("h1", (all) => all.map((each) => each.innerText.trim()));
  }
}

function button(name: string): string {
  return `::-p-aria([role="button"][name="${name}"])`;
}

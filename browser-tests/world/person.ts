import { type Browser, expect, type Locator, type Page, type WebSocketRoute } from "@playwright/test";
import { overhear } from "./overhear.ts";
import { arrivedOf, arrivedSince, audioStatistics, same, type Stranger } from "./stranger.ts";

/** How somebody comes to the page. */
export interface Arrival {
  readonly origin: string;
  /** false: the browser will say no when the page asks. */
  readonly microphone?: boolean;
  readonly javaScript?: boolean;
  /**
   * `page.clock` can make its time run faster. From the start only: over timers that a page has set before its clock is replaced
   * it has no power, and the page could call them off no more.
   */
  readonly ownTime?: boolean;
  /** Runs in the page before its scripts. */
  readonly before?: string;
  /** Sits between the page and the server. */
  readonly between?: (route: WebSocketRoute) => Promise<void>;
}

/** What one server or browser said over which of the page's sockets (1 for the first), and when it arrived here. */
export interface Said {
  readonly by: "server" | "page";
  readonly socket: number;
  readonly type: string;
  readonly at: number;
}

/** Somebody with a Chromium of their own. */
export class Person implements Stranger {
  /** Control messages, in order. */
  readonly said: Said[] = [];
  /** What the browser complained of, and what it asked of hosts other than the page's own. */
  readonly complaints: string[] = [];
  readonly name: string;
  readonly page: Page;
  #sockets = 0;

  private constructor(name: string, page: Page, origin: string) {
    this.name = name;
    this.page = page;
    page.on("console", (message) => message.type() === "error" && this.complaints.push(`${name}: ${message.text()}`));
    page.on("pageerror", (error) => this.complaints.push(`${name}: ${error.stack}`));
    page.on("request", (request) => this.#asks(request.url(), origin));
    page.on("websocket", (socket) => {
      this.#asks(socket.url().replace(/^ws/, "http"), origin);
      const number = ++this.#sockets;
      socket.on("framereceived", ({ payload }) => this.#hearsSay("server", number, payload));
      socket.on("framesent", ({ payload }) => this.#hearsSay("page", number, payload));
    });
  }

  static async arrives(browser: Browser, name: string, arrival: Arrival): Promise<Person> {
    const context = await browser.newContext({
      permissions: arrival.microphone === false ? [] : ["microphone"],
      javaScriptEnabled: arrival.javaScript ?? true,
      viewport: { width: 390, height: 844 },
    });
    if (arrival.ownTime) await context.clock.install();
    await context.addInitScript(overhear);
    if (arrival.before) await context.addInitScript({ content: arrival.before });
    const person = new Person(name, await context.newPage(), arrival.origin);
    if (arrival.between) await person.page.routeWebSocket(/\/signal$/, arrival.between);
    await person.page.goto(arrival.origin);
    return person;
  }

  async startsTalking(): Promise<void> {
    await this.button("Start talking").click();
  }

  async isSearching(withinMs = 10_000): Promise<void> {
    await expect(this.page.getByRole("heading", { name: /^Looking for/ })).toBeVisible();
    await expect.poll(() => this.said.at(-1)?.type, { message: `${this.name} waits in the line`, timeout: withinMs }).toBe("waiting");
  }

  async isTalking(): Promise<void> {
    await expect(this.page.getByRole("timer", { name: "Talking for" }), `${this.name} talks`).toBeVisible({ timeout: 15_000 });
  }

  /** With just them: nobody else has the same six emoji. */
  async isTalkingWith(other: Stranger): Promise<void> {
    await this.isTalking();
    await other.isTalking();
    await expect.poll(async () => same(await this.emoji(), await other.emoji()), { message: `${this.name} talks with ${other.name}` }).toBe(true);
  }

  async emoji(): Promise<string[]> {
    const six = this.page.getByRole("region", { name: "Six emoji for the two of you" }).locator("span");
    await expect(six).toHaveCount(6);
    return six.allInnerTexts();
  }

  /** Packets of just their voice arrive, and there is sound in them. */
  async hears(other: Stranger): Promise<void> {
    const before = await arrivedOf(other, this);
    await expect
      .poll(() => arrivedSince(before, other, this), { message: `${this.name} hears ${other.name}`, timeout: 15_000 })
      .toEqual({ sound: true, packets: true });
  }

  /** Over 1.5 seconds, in which the fake microphone beeps more than once. */
  async hearsNothingOf(other: Stranger): Promise<void> {
    await expect(async () => {
      const before = await arrivedOf(other, this);
      await this.page.waitForTimeout(1_500);
      expect((await arrivedSince(before, other, this)).sound, `${this.name} hears ${other.name}`).toBe(false);
    }).toPass({ timeout: 15_000 });
  }

  async writes(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
    await expect(this.field).toHaveValue("");
  }

  async reads(text: string): Promise<void> {
    await expect(this.page.getByRole("log").locator("p", { hasText: /^They:/ }).getByText(text, { exact: true })).toBeVisible();
  }

  /** In one go: two clicks one after the other may lie more than the two seconds apart that the page allows, if the machine is busy. */
  async skips(): Promise<void> {
    await this.button("Skip").dblclick();
  }

  async goesOn(): Promise<void> {
    await this.button("Next").click();
  }

  async stops(): Promise<void> {
    await this.button("Stop").click();
    await expect(this.button("Start talking")).toBeVisible();
  }

  async mutes(): Promise<void> {
    await this.button("Mute").click();
    await this.sees("You are muted.");
  }

  async unmutes(): Promise<void> {
    await this.button("Unmute").click();
    await expect(this.button("Mute")).toBeVisible();
  }

  async reports(reason: string): Promise<void> {
    await this.button("Report").click();
    await this.button(reason).click();
  }

  /** To the eye, and not only in what is spoken to a screen reader. */
  async sees(text: string | RegExp): Promise<void> {
    await expect(this.shown(text), `${this.name} sees "${text}"`).toBeVisible();
  }

  async seesNoMore(text: string | RegExp, withinMs = 10_000): Promise<void> {
    await expect(this.shown(text), `${this.name} sees "${text}" no more`).toHaveCount(0, { timeout: withinMs });
  }

  async isTold(heading: string): Promise<void> {
    await expect(this.page.getByRole("heading", { name: heading, exact: true }), `${this.name} is told`).toBeVisible();
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Write a message" });
  }

  shown(text: string | RegExp): Locator {
    return this.page.getByText(text, { exact: true }).and(this.page.locator(":not([role=status] > p)"));
  }

  /** When they last heard this from the server. */
  heard(type: string): number {
    return this.said.findLast((each) => each.by === "server" && each.type === type)?.at ?? Number.NaN;
  }

  /** What was said over each of their sockets, by either side; nothing over one that was never opened. */
  saidSocketBySocket(): string[][] {
    return Array.from({ length: this.#sockets }, (_, i) => this.said.filter(({ socket }) => socket === i + 1).map(({ type }) => type));
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
    return this.page.evaluate(run as (given: unknown) => R, given as unknown);
  }

  #asks(url: string, origin: string): void {
    if (new URL(url).origin !== new URL(origin).origin) this.complaints.push(`${this.name}: asked ${url}`);
  }

  #hearsSay(by: Said["by"], socket: number, payload: string | Buffer): void {
    if (typeof payload === "string") this.said.push({ by, socket, type: (JSON.parse(payload) as { type: string }).type, at: Date.now() });
  }
}

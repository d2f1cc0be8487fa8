import { type Browser, expect, type Locator, type Page } from "@playwright/test";

/** Somebody with a browser of their own. */
export class Person {
  /** Types of the messages that the server said, in order. */
  readonly heard: string[] = [];
  /** What the page asked for and did not get. */
  readonly missed: string[] = [];
  readonly page: Page;
  readonly name: string;

  private constructor(name: string, page: Page) {
    this.name = name;
    this.page = page;
    page.on("response", (response) => response.ok() || this.missed.push(`${name}: ${response.status()} ${response.url()}`));
    page.on("requestfailed", (request) => this.missed.push(`${name}: ${request.failure()?.errorText} ${request.url()}`));
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        if (typeof payload === "string") this.heard.push((JSON.parse(payload) as { type: string }).type);
      }),
    );
  }

  static async arrives(browser: Browser, name: string, origin: string): Promise<Person> {
    // What moves on the page would take the time of two cores that a whole deployment shares with it.
    const context = await browser.newContext({ permissions: ["microphone"], reducedMotion: "reduce" });
    await context.addInitScript(keepRecords);
    const person = new Person(name, await context.newPage());
    await person.page.goto(origin);
    return person;
  }

  async startsTalking(): Promise<void> {
    await this.button("Start talking").click();
  }

  async hides(): Promise<void> {
    await this.page.getByRole("switch", { name: "Hide my address" }).check();
  }

  async isSearching(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: /^Looking for/ }), `${this.name} searches`).toBeVisible();
    await expect.poll(() => this.heard.at(-1), { message: `${this.name} waits in the line` }).toBe("waiting");
  }

  /** With just them: nobody else has the same six emoji, and what one writes the other reads. */
  async isTalkingWith(other: Person): Promise<void> {
    await expect.poll(async () => `${await this.emoji()}` === `${await other.emoji()}`, { message: `${this.name} talks with ${other.name}` }).toBe(true);
    await this.isReadBy(other);
    await other.isReadBy(this);
  }

  async isReadBy(other: Person): Promise<void> {
    const text = `${this.name} at ${Date.now()}`;
    const field = this.page.getByRole("textbox", { name: "Write a message" });
    await field.fill(text);
    await field.press("Enter");
    await expect(other.page.getByRole("log").getByText(text, { exact: true }), `${other.name} reads ${this.name}`).toBeVisible();
  }

  /** In one go: two clicks one after the other may lie more than the two seconds apart that the page allows, if the machine is busy. */
  async skips(): Promise<void> {
    await this.button("Skip").dblclick();
  }

  sees(text: string | RegExp): Locator {
    return this.page.getByText(text).and(this.page.locator(":not([role=status] > p)"));
  }

  /** How often she was told that she waits, since she came. */
  waits(): number {
    return this.heard.filter((type) => type === "waiting").length;
  }

  /** If only for a moment. */
  hasSeen(text: string): Promise<boolean> {
    return this.page.evaluate((sought) => window.seen.some((each) => each.includes(sought)), text);
  }

  /** What has become of the link to the other, in order (webrtc, RTCPeerConnectionState). */
  linkStates(): Promise<string[]> {
    return this.page.evaluate(() => window.linkStates);
  }

  /** What they are at, if anything. */
  async stops(): Promise<void> {
    const stop = this.button("Stop");
    if (await stop.isVisible()) await stop.click();
  }

  async leaves(): Promise<void> {
    await this.page.context().close();
  }

  /** Types of the two ends of the way that the voice takes (webrtc-stats, candidateType). */
  way(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const report = await window.connections.at(-1)!.getStats();
      const stats = [...report.values()];
      const pair = stats.find((each) => each.type === "candidate-pair" && each.nominated && each.state === "succeeded");
      return [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => stats.find((each) => each.id === id)?.candidateType as string);
    });
  }

  private async emoji(): Promise<string[]> {
    const six = this.page.getByRole("region", { name: "Six emoji for the two of you" }).locator("span");
    await expect(six, `${this.name} talks`).toHaveCount(6);
    return six.allInnerTexts();
  }

  private button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
}

declare global {
  interface Window {
    connections: RTCPeerConnection[];
    linkStates: string[];
    seen: string[];
  }
}

/** Runs in the page before any of its scripts. */
function keepRecords(): void {
  window.connections = [];
  window.linkStates = [];
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.connections.push(this);
      this.addEventListener("connectionstatechange", () => window.linkStates.push(this.connectionState));
    }
  };

  window.seen = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) for (const node of [target, ...addedNodes]) window.seen.push(node.textContent ?? "");
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

import { expect } from "@playwright/test";
import { WebSocket } from "ws";
import { PORT } from "./compose.ts";

/**
 * Long enough that two cores, with all processes and browsers on them, have time left when one of ours starts: what then
 * waits, waits for us, not for the machine. With 2 s they had none, and on a busy day somebody waited for 3.8 s.
 * Each talk is up to a quarter shorter or longer: else all come at once for ever, once all have waited for the same.
 */
const TALK_MS = 4_000;
const SECOND_TRY_MS = 100;
/** How long a match may take to become a meeting, or to be called off. */
const PATIENCE_MS = 5_000;
const RESTARTING = 1012;

/** Many who cycle, and what befell them. Each node lets 64 of them in, as all have one address. */
export class Crowd {
  /** What no client should see. */
  readonly complaints: string[] = [];
  longestWaitMs = 0;
  reconnects = 0;
  cut = 0;
  readonly #people: readonly Passerby[];

  constructor(size: number) {
    this.#people = Array.from({ length: size }, () => new Passerby(this));
  }

  /** Everybody does, once more from now on. */
  async eachMeets(): Promise<void> {
    const before = this.#people.map(({ meetings }) => meetings);
    const behind = () => this.#people.filter(({ meetings }, i) => meetings === before[i]).length;
    await expect.poll(behind, { message: "who has not met anybody yet", intervals: [50] }).toBe(0);
  }

  goesHome(): void {
    for (const person of this.#people) person.goesHome();
  }

  toString(): string {
    const meetings = this.#people.reduce((sum, person) => sum + person.meetings, 0);
    return `${meetings} meetings, ${this.cut} cut, ${this.reconnects} reconnects, longest wait ${this.longestWaitMs} ms`;
  }
}

/** Joins, meets somebody, says hello and joins again. Comes back when its node goes away. */
class Passerby {
  meetings = 0;
  readonly #crowd: Crowd;
  #socket: WebSocket;
  /** Waiting goes on over a reconnect. */
  #waitingSince: number | null = null;
  /** Joins that no `waiting` has answered yet. */
  #unanswered = 0;
  #paired = false;
  #next: NodeJS.Timeout | undefined;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
    this.#socket = this.#arrive();
  }

  goesHome(): void {
    clearTimeout(this.#next);
    this.#socket.removeAllListeners("close").close();
  }

  #arrive(): WebSocket {
    this.#unanswered = 0;
    const socket = new WebSocket(`ws://127.0.0.1:${PORT}/signal`, "dropchat.v1");
    socket.on("message", (data, binary) => (binary ? this.#greeted() : this.#heard((JSON.parse(`${data}`) as { type: string }).type)));
    socket.on("error", ({ message }) => this.#crowd.complaints.push(message));
    socket.on("close", (code) => this.#closed(code));
    return socket;
  }

  #heard(type: string): void {
    if (this.#unanswered > 0 && (type === "matched" || type === "peer-left")) return; // it has crossed our join
    if (type === "welcome") this.#join();
    else if (type === "waiting") this.#unanswered--;
    else if (type === "matched") this.#matched();
    else if (type === "peer-left") this.#left();
    else if (type !== "draining") this.#crowd.complaints.push(type);
  }

  #join(): void {
    this.#paired = false;
    this.#waitingSince ??= Date.now();
    this.#unanswered++;
    this.#after(PATIENCE_MS, () => this.#crowd.complaints.push("joined, and then nothing"));
    this.#socket.send(JSON.stringify({ type: "join" }));
  }

  #matched(): void {
    this.#crowd.longestWaitMs = Math.max(this.#crowd.longestWaitMs, Date.now() - this.#waitingSince!);
    this.#waitingSince = null;
    this.#paired = true;
    this.#socket.send(Buffer.from("hello"));
    this.#after(PATIENCE_MS, () => this.#crowd.complaints.push("matched, and then nothing"));
  }

  #greeted(): void {
    if (this.#unanswered > 0 || !this.#paired) return;
    this.meetings++;
    this.#socket.send(JSON.stringify({ type: "connected" }));
    this.#after(TALK_MS * (0.75 + Math.random() / 2), () => this.#join());
  }

  #left(): void {
    this.#crowd.cut++;
    this.#join();
  }

  #closed(code: number): void {
    if (code !== RESTARTING) this.#crowd.complaints.push(`closed with ${code}`);
    this.#crowd.reconnects++;
    this.#paired = false;
    this.#after(code === RESTARTING ? 0 : SECOND_TRY_MS, () => (this.#socket = this.#arrive()));
  }

  /** Unless something else comes first. */
  #after(ms: number, what: () => void): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(what, ms);
  }
}

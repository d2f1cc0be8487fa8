import type { CallEvent, CallParts } from "../call/call.ts";
import type { Keys } from "../call/keys.ts";
import type { Matched, ServerMessage } from "../protocol/messages.ts";
import { Rate } from "../call/rate.ts";
import type { Clock } from "../signaling/clock.ts";
import { Signaling } from "../signaling/signaling.ts";
import { Ears } from "./ears.ts";
import { mending } from "./mending.ts";
import type { Conversation, ReportReason, View, Wishes } from "./moment.ts";
import { withDefaults, type CallInUse, type Calls, type Options } from "./options.ts";
import { NOTHING, type Effect, type Input, type State } from "./state.ts";
import { step } from "./step.ts";
import { Timers } from "./timers.ts";
import { Voice } from "./voice.ts";

const INSPECT_MS = 5_000;
const LOAD_AGAIN_MS = 3_000;

/** One person's conversation with the world, and the only one that holds a socket, a microphone and a call for it. */
export function createConversation(options: Options = {}): Conversation {
  return new Shell(options);
}

/** Carries out what step() decides, and tells it what happens. */
class Shell implements Conversation {
  readonly #clock: Clock;
  readonly #callParts: CallParts;
  readonly #loadCalls: () => Promise<Calls>;
  readonly #reload: () => void;
  readonly #signaling: Signaling;
  readonly #voice: Voice;
  readonly #ears = new Ears();
  readonly #watchers = new Set<(view: View) => void>();
  readonly #timers: Timers;
  readonly #inputs: Input[] = [];
  readonly #texts: Rate;
  readonly #typings: Rate;
  #state: State = NOTHING;
  #view: View = NOTHING;
  #call: CallInUse | null = null;
  /** Of the latest join that was sent; used up by its match. */
  #joined: { readonly keys: Keys; readonly calls: Calls; readonly hides: boolean } | null = null;
  /** Counts what makes keys underway unwanted. */
  #search = 0;
  #knowledge: (held: Record<string, unknown> | null) => void = () => {};

  constructor(options: Options) {
    const { clock, random, url, WebSocket, devices, loadCalls, reload, callParts } = withDefaults(options);
    this.#clock = clock;
    this.#timers = new Timers(clock, (timer) => this.#happened({ is: "woke", timer }));
    this.#loadCalls = loadCalls;
    this.#reload = reload;
    this.#callParts = callParts;
    // Somewhat slower than what the other side takes in: a line shown here should be shown there.
    this.#texts = new Rate(clock, 1.5, 8);
    this.#typings = new Rate(clock, 0.5, 1);
    this.#voice = new Voice(devices, (input) => this.#happened(input));
    this.#signaling = new Signaling(
      { url, clock, random, WebSocket },
      {
        link: (state) => this.#happened({ is: "link", state }),
        message: (message) => this.#received(message),
        signal: (frame) => this.#call?.receive(frame),
        movable: (renewed) => this.#movable(renewed),
      },
    );
    this.#signaling.open();
    globalThis.addEventListener?.("pagehide", () => this.stop());
    globalThis.addEventListener?.("online", () => this.#signaling.renew());
  }

  get view(): View {
    return this.#view;
  }

  subscribe(changed: (view: View) => void): () => void {
    const watcher = (view: View) => changed(view);
    this.#watchers.add(watcher);
    watcher(this.#view);
    return () => this.#watchers.delete(watcher);
  }

  wish(change: Partial<Wishes>): void {
    this.#happened({ is: "wish", change });
  }

  start(): void {
    this.#ears.wake();
    void this.#loadCalls().catch(() => {}); // ahead of time; the join loads it again
    this.#happened({ is: "start" });
  }

  stop(): void {
    this.#happened({ is: "stop" });
  }

  skip(): void {
    this.#happened({ is: "skip" });
  }

  say(text: string): void {
    if (this.#state.moment.is === "talking" && this.#texts.take()) this.#happened({ is: "say", text });
  }

  typing(): void {
    if (this.#state.moment.is === "talking" && this.#typings.take()) this.#happened({ is: "typing" });
  }

  mute(on: boolean): void {
    this.#happened({ is: "mute", on });
  }

  volume(level: number): void {
    this.#ears.volume(level);
  }

  report(reason: ReportReason): void {
    this.#happened({ is: "report", reason });
  }

  retry(): void {
    this.#signaling.open();
  }

  inspect(): Promise<Record<string, unknown> | null> {
    this.#knowledge(null);
    if (!this.#signaling.send({ type: "inspect" })) return Promise.resolve(null);
    return new Promise((resolve) => {
      const callOff = this.#clock.after(INSPECT_MS, () => resolve(null));
      this.#knowledge = (held) => {
        callOff();
        resolve(held);
      };
    });
  }

  levels(): { mine: number; theirs: number } {
    return { mine: this.#state.muted ? 0 : this.#ears.mine(), theirs: this.#ears.theirs() };
  }

  #received(message: ServerMessage): void {
    if (message.type === "knowledge") this.#knowledge({ ...message.held });
    else if (message.type !== "matched" || !this.#outdated()) this.#happened({ is: "server", message });
  }

  /** One's own wish always holds: the latest join hid, or did not, and by now the other is wished for. The next one is underway. */
  #outdated(): boolean {
    return this.#joined !== null && this.#joined.hides !== this.#state.wishes.hideAddress;
  }

  /** One input after the other, even if carrying one out causes the next. */
  #happened(input: Input): void {
    if (this.#inputs.push(input) > 1) return;
    for (let next = this.#inputs[0]; next; this.#inputs.shift(), next = this.#inputs[0]) {
      const [state, ...effects] = step(this.#state, next, this.#clock.now());
      this.#state = state;
      for (const effect of effects) this.#carryOut(effect);
    }
    this.#show();
    this.#signaling.settle();
  }

  #show(): void {
    const { moment, link, wishes } = this.#state;
    if (moment === this.#view.moment && link === this.#view.link && wishes === this.#view.wishes) return;
    this.#view = { moment, link, wishes };
    for (const watcher of this.#watchers) watcher(this.#view);
  }

  /** Mending goes over the present socket, unless that one may itself be what broke. */
  #movable(renewed: boolean): boolean {
    return this.#state.moment.is !== "connecting" && (renewed || !mending(this.#state));
  }

  #carryOut(effect: Effect): void {
    switch (effect.do) {
      case "ask-microphone":
        return void this.#voice.ask();
      case "release-microphone":
        this.#voice.release();
        return this.#ears.rest();
      case "mute":
        return this.#voice.mute(effect.on);
      case "open-link":
        return this.#state.link.is === "resting" ? this.#signaling.open() : undefined;
      case "join":
        return void this.#join();
      case "send":
        if (effect.message.type === "leave") this.#search++;
        return void this.#signaling.send(effect.message);
      case "call":
        return this.#begin(effect.matched);
      case "restart":
        return this.#call?.restart();
      case "reopened":
        return this.#call?.reopened(effect.iceServers);
      case "tell":
        return void this.#call?.say(effect.message);
      case "hang-up":
        this.#call?.close();
        this.#call = null;
        return this.#ears.hear(null);
      case "wake":
        return this.#timers.wake(effect.timer, effect.inMs);
      case "forget":
        return this.#timers.forget(effect.timer);
      case "forget-all":
        return this.#timers.forgetAll();
    }
  }

  async #join(again = false): Promise<void> {
    const search = ++this.#search;
    const { welcome, wishes } = this.#state;
    const wantsRelay = wishes.hideAddress || welcome?.relay === "required";
    try {
      const calls = await this.#loadCalls();
      const keys = await calls.keysForCall(this.#callParts.subtle, wantsRelay, welcome?.lan === true);
      if (search !== this.#search) return;
      const { languages, interests } = wishes;
      const { avoid } = this.#state;
      if (this.#signaling.send({ type: "join", languages, interests, commit: keys.commit, avoid })) {
        this.#joined = { keys, calls, hides: wishes.hideAddress };
      }
    } catch {
      if (search !== this.#search) return;
      // Where the server answers and has no such code any more, the server is newer than this page: start afresh.
      if (again && this.#state.link.is === "open") this.#reload();
      else this.#clock.after(LOAD_AGAIN_MS, () => search === this.#search && this.#join(true));
    }
  }

  #begin(matched: Matched): void {
    this.#search++;
    const joined = this.#joined;
    const microphone = this.#voice.stream;
    this.#joined = null;
    if (!joined || !microphone) return;
    this.#ears.follow(microphone);
    this.#call = joined.calls.startCall(this.#callParts, {
      matched,
      keys: joined.keys,
      relayRequired: this.#state.welcome?.relay === "required",
      microphone,
      sendSignal: (frame) => this.#signaling.sendSignal(frame),
      event: (event) => this.#onCall(event),
    });
  }

  #onCall(event: CallEvent): void {
    if (event.is === "voice") this.#ears.hear(event.stream);
    else this.#happened({ is: "call", event });
  }
}

import { Rate } from "../call/rate.ts";
import { Silence } from "../call/silence.ts";
import type { ServerMessage } from "../protocol/messages.ts";
import { Signaling } from "../signaling/signaling.ts";
import { Ears } from "./ears.ts";
import { Equipment } from "./equipment.ts";
import { Hands } from "./hands.ts";
import { Inspection } from "./inspection.ts";
import { Joining } from "./joining.ts";
import { Machine } from "./machine.ts";
import { movable } from "./mending.ts";
import type { Conversation, Devices, ReportReason, View, Wishes } from "./moment.ts";
import { withDefaults, type Options, type Parts } from "./options.ts";
import type { Input } from "./state.ts";
import { Timers } from "./timers.ts";
import { closed } from "./turns.ts";
import { Voice } from "./voice.ts";

/** What a phone silenced it mostly gives back by itself, and soon. */
const REVIVE_MS = 2_000;

/** One person's conversation with the world, and the only one that holds a socket, a microphone and a call for it. */
export function createConversation(options: Options): Conversation {
  return new Shell(withDefaults(options));
}

/** Brings the parts together: what happens goes into the machine, what it decides into the hands. */
class Shell implements Conversation {
  readonly #parts: Parts;
  readonly #machine: Machine;
  readonly #signaling: Signaling;
  readonly #joining: Joining;
  readonly #inspection: Inspection;
  readonly #ears: Ears;
  readonly #equipment: Equipment;
  readonly #texts: Rate;
  readonly #typings: Rate;

  constructor(parts: Parts) {
    const { clock, devices } = parts;
    const happened = (input: Input) => this.#machine.happened(input);
    const state = () => this.#machine.state;
    this.#parts = parts;
    this.#inspection = new Inspection(clock, () => this.#signaling.send({ type: "inspect" }));
    // Somewhat slower than what the other side takes in: a line shown here should be shown there.
    this.#texts = new Rate(clock, 1.5, 8);
    this.#typings = new Rate(clock, 0.5, 1);
    this.#signaling = new Signaling(parts, {
      link: (state) => {
        happened({ is: "link", state });
        if (state.is === "open") this.#inspection.linked();
      },
      message: (message) => this.#received(message),
      signal: (frame) => hands.receive(frame),
      movable: (renewed) => movable(state(), renewed),
    });
    this.#joining = new Joining(parts, (message) => this.#signaling.send(message), state);
    const voice = new Voice(devices, happened);
    const ears = new Ears((audible) => happened({ is: "audible", audible }));
    const silence = new Silence(clock, () => !closed(state()).closed && ears.still(), (silent) => happened({ is: "microphone-silent", silent }));
    this.#ears = ears;
    this.#equipment = new Equipment(devices, voice, ears, () => happened({ is: "speaker-gone" }));
    const timers = new Timers(clock, (timer) => happened({ is: "woke", timer }));
    const tools = { signaling: this.#signaling, joining: this.#joining, voice, ears, silence, timers, callParts: parts };
    const hands = new Hands(tools, state, happened);
    this.#machine = new Machine(clock, { effect: (effect) => hands.carryOut(effect), settled: () => this.#signaling.settle() });
    this.#signaling.open();
    globalThis.addEventListener?.("pagehide", () => this.stop());
    globalThis.addEventListener?.("online", () => this.#signaling.renew());
    // A phone may have silenced a page that was out of sight, or that another call talked over.
    globalThis.document?.addEventListener?.("visibilitychange", () => {
      if (document.hidden || !voice.stream) return;
      ears.wake();
      clock.after(REVIVE_MS, () => voice.revive());
    });
    // The press that began all may have been one that the browser does not count: before the script was here. Any later one does.
    for (const press of ["pointerup", "keydown"]) globalThis.addEventListener?.(press, () => voice.stream && ears.wake());
  }

  get view(): View {
    return this.#machine.view;
  }

  subscribe(changed: (view: View) => void): () => void {
    return this.#machine.subscribe(changed);
  }

  wish(change: Partial<Wishes>): void {
    this.#machine.happened({ is: "wish", change });
  }

  start(): void {
    this.#ears.wake();
    void this.#parts.loadCalls().catch(() => {}); // ahead of time; the join loads it again
    this.#machine.happened({ is: "start" });
  }

  tryOut(): void {
    this.#ears.wake();
    this.#machine.happened({ is: "try" });
  }

  stop(): void {
    this.#machine.happened({ is: "stop" });
  }

  skip(): void {
    this.#machine.happened({ is: "skip" });
  }

  say(text: string): void {
    if (this.#machine.state.moment.is === "talking" && this.#texts.take()) this.#machine.happened({ is: "say", text });
  }

  typing(): void {
    if (this.#machine.state.moment.is === "talking" && this.#typings.take()) this.#machine.happened({ is: "typing" });
  }

  mute(on: boolean): void {
    this.#machine.happened({ is: "mute", on });
  }

  hold(down: boolean): void {
    this.#machine.happened({ is: "hold", down });
  }

  devices(): Promise<Devices> {
    return this.#equipment.list();
  }

  choose(kind: "microphone" | "speaker", id: string): Promise<boolean> {
    return this.#equipment.choose(kind, id);
  }

  listen(): void {
    this.#ears.wake();
  }

  chime(): void {
    this.#ears.chime();
  }

  volume(level: number): void {
    this.#ears.volume(level);
  }

  wait(on: boolean): void {
    this.#machine.happened({ is: "wait", on });
  }

  report(reason: ReportReason): void {
    this.#machine.happened({ is: "report", reason });
  }

  retry(): void {
    this.#signaling.open();
  }

  inspect(): Promise<Record<string, unknown> | null> {
    if (this.#machine.state.link.is === "down") return Promise.resolve(null);
    this.#signaling.open(); // it may rest
    return this.#inspection.ask();
  }

  levels(): { mine: number; theirs: number } {
    return { mine: this.#machine.state.muted ? 0 : this.#ears.mine(), theirs: this.#ears.theirs() };
  }

  #received(message: ServerMessage): void {
    if (message.type === "knowledge") this.#inspection.answered({ ...message.held });
    else if (message.type !== "matched" || !this.#joining.outdated) this.#machine.happened({ is: "server", message });
  }
}

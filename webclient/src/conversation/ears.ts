import { Loudness } from "../call/loudness.ts";

/** Plays the other's voice, and measures both. */
export class Ears {
  readonly #sink = typeof Audio === "undefined" ? undefined : new Audio();
  #context: AudioContext | null = null;
  #mine: Loudness | null = null;
  #theirs: Loudness | null = null;
  #measured: MediaStream | null = null;

  /** To be called from within a press of a button: only then may a page make sound. */
  wake(): void {
    if (typeof AudioContext === "undefined") return;
    this.#context ??= new AudioContext();
    void this.#context.resume().catch(() => {});
  }

  /** Nobody is there to be heard for a while. */
  rest(): void {
    this.#mine?.close();
    this.#mine = this.#measured = null;
    void this.#context?.suspend().catch(() => {});
  }

  follow(microphone: MediaStream): void {
    if (!this.#context || this.#measured === microphone) return;
    this.#mine?.close();
    this.#mine = new Loudness(this.#context, microphone);
    this.#measured = microphone;
  }

  hear(voice: MediaStream | null): void {
    this.#theirs?.close();
    this.#theirs = voice && this.#context ? new Loudness(this.#context, voice) : null;
    if (!this.#sink) return;
    this.#sink.srcObject = voice;
    if (voice) void this.#sink.play().catch(() => {}); // refused: the person hears nothing, the meter still shows it
  }

  volume(level: number): void {
    if (this.#sink) this.#sink.volume = Math.min(1, Math.max(0, level));
  }

  mine(): number {
    return this.#mine?.sample() ?? 0;
  }

  theirs(): number {
    return this.#theirs?.sample() ?? 0;
  }
}

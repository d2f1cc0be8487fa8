import { Loudness } from "../call/loudness.ts";

/** What of HTMLMediaElement not every browser has. */
type Sink = HTMLAudioElement & { setSinkId?: (id: string) => Promise<void> };

/** Plays the other's voice, and measures both. */
export class Ears {
  /** Id of the speaker in use; empty for the system's own. */
  speaker = "";
  readonly #sink: Sink | undefined = typeof Audio === "undefined" ? undefined : new Audio();
  /** For sounds of our own. */
  readonly #bell: Sink | undefined = typeof Audio === "undefined" ? undefined : new Audio();
  #bells: MediaStreamAudioDestinationNode | null = null;
  readonly #audible: (audible: boolean) => void;
  #context: AudioContext | null = null;
  #mine: Loudness | null = null;
  #theirs: Loudness | null = null;
  #measured: MediaStream | null = null;

  /** @param audible whether the browser plays the voice that there is */
  constructor(audible: (audible: boolean) => void) {
    this.#audible = audible;
    const sink = this.#sink;
    if (!sink) return;
    sink.onplaying = () => audible(true);
    // A telephone's call, say, takes the sound away, and need not give it back.
    sink.onpause = () => sink.srcObject && sink.paused && audible(false);
  }

  /** To be called from within a press of a button: only then may a page make sound. */
  wake(): void {
    if (typeof AudioContext === "undefined") return;
    this.#context ??= new AudioContext();
    void this.#context.resume().catch(() => {});
    if (this.#sink?.srcObject) this.#play();
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
    this.#mine = this.#measure(microphone);
    this.#measured = microphone;
  }

  hear(voice: MediaStream | null): void {
    this.#theirs?.close();
    this.#theirs = voice && this.#measure(voice);
    if (!this.#sink) return;
    this.#sink.srcObject = voice;
    if (voice) this.#play();
  }

  volume(level: number): void {
    if (this.#sink) this.#sink.volume = Math.min(1, Math.max(0, level));
  }

  /** Whether a page may choose one at all. */
  get choosesSpeaker(): boolean {
    return this.#sink?.setSinkId !== undefined;
  }

  /** False if that one cannot be used: then it is the one before. */
  async through(speaker: string): Promise<boolean> {
    try {
      for (const sink of [this.#sink, this.#bell]) await sink?.setSinkId?.(speaker);
      this.speaker = speaker;
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Two soft notes, made here: nothing need be fetched. They take the way of the voice, to the same speaker; straight from the
   * context, Chromium would ask the server for the page's icon anew, and so tell it that something arrived.
   */
  chime(): void {
    const context = this.#context;
    if (context?.state !== "running" || !this.#bell) return;
    this.#bells ??= context.createMediaStreamDestination();
    this.#bell.srcObject ??= this.#bells.stream;
    void this.#bell.play().catch(() => {});
    for (const [i, hertz] of [587, 880].entries()) {
      const [note, loudness, at] = [context.createOscillator(), context.createGain(), context.currentTime + i * 0.12];
      note.frequency.value = hertz;
      loudness.gain.setValueAtTime(0, at);
      loudness.gain.linearRampToValueAtTime(0.05, at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
      note.connect(loudness).connect(this.#bells);
      note.start(at);
      note.stop(at + 0.4);
    }
  }

  mine(): number {
    return this.#mine?.sample() ?? 0;
  }

  theirs(): number {
    return this.#theirs?.sample() ?? 0;
  }

  /** Nothing at all comes from the microphone. */
  still(): boolean {
    return this.#mine?.still() ?? false;
  }

  /** Null where it cannot be: Firefox connects no microphone to a context of another sample rate. */
  #measure(stream: MediaStream): Loudness | null {
    try {
      return this.#context && new Loudness(this.#context, stream);
    } catch {
      return null;
    }
  }

  #play(): void {
    this.#sink!.play().then(
      () => this.#audible(true),
      (error: unknown) => error instanceof DOMException && error.name === "NotAllowedError" && this.#audible(false),
    );
  }
}

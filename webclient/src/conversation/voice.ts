import { askForMicrophone, type NoMicrophone } from "../call/microphone.ts";
import type { Input } from "./state.ts";

/** The microphone: asked for once, kept while it is needed, then truly let go, so that the browser's sign goes out. */
export class Voice {
  stream: MediaStream | null = null;
  readonly #devices: MediaDevices | undefined;
  readonly #happened: (input: Input) => void;
  #asking = 0;
  #chosen: string | undefined;
  #closed = false;
  /** It went away, and there was no other. */
  #lost = false;

  constructor(devices: MediaDevices | undefined, happened: (input: Input) => void) {
    this.#devices = devices;
    this.#happened = happened;
  }

  async ask(): Promise<void> {
    await this.#askFor({ is: "microphone" });
  }

  /** The one in use is gone. */
  async replace(): Promise<void> {
    await this.#askFor({ is: "microphone-changed", note: "other-microphone" });
  }

  /** Something was plugged in. */
  lookAgain(): void {
    if (this.#lost && this.stream) void this.#askFor({ is: "microphone-changed", note: "microphone-back" });
  }

  /** The system silenced it, and has not given it back. */
  revive(): void {
    if (this.stream?.getAudioTracks()[0]?.muted) void this.#askFor({ is: "microphone-changed", note: "microphone-back" });
  }

  /** From now on; at once if one is in use. False if it cannot be used. */
  async choose(id: string): Promise<boolean> {
    if (this.stream) return this.#askFor({ is: "microphone-changed" }, id);
    this.#chosen = id;
    return true;
  }

  /** Id of the device in use, or chosen; empty if the browser decides. */
  get device(): string {
    return this.stream?.getAudioTracks()[0]?.getSettings().deviceId ?? this.#chosen ?? "";
  }

  release(): void {
    this.#asking++;
    if (this.stream) silence(this.stream);
    this.stream = null;
    this.#closed = false;
  }

  /** Nothing goes out while closed. */
  close(closed: boolean): void {
    this.#closed = closed;
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = !closed;
  }

  /** For just the one of that id, or for the one chosen before, in whose place any other will do. */
  async #askFor(input: Input, id?: string): Promise<boolean> {
    const asking = ++this.#asking;
    let answer = await askForMicrophone(this.#devices, id ?? this.#chosen);
    if (!id && this.#chosen && (answer === "missing" || answer === "busy")) answer = await askForMicrophone(this.#devices);
    const stream = typeof answer === "string" ? null : answer;
    if (asking !== this.#asking) {
      if (stream) silence(stream); // nobody wants it any more
    } else if (stream) {
      this.#lost = false;
      this.#chosen = id ?? this.#chosen;
      this.#take(stream);
      this.#happened(input);
    } else if (!id) {
      this.#lost = true;
      this.#happened({ is: "no-microphone", why: answer as NoMicrophone });
    } else if (this.stream?.getAudioTracks()[0]?.readyState === "ended") {
      void this.replace(); // the one in use went away meanwhile, and this call stood in the way of what was to replace it
    }
    return stream !== null;
  }

  #take(stream: MediaStream): void {
    if (this.stream) silence(this.stream);
    this.stream = stream;
    this.close(this.#closed);
    for (const track of stream.getAudioTracks()) {
      track.onmute = () => this.#happened({ is: "microphone-silent", silent: true });
      track.onunmute = () => this.#happened({ is: "microphone-silent", silent: false });
      track.onended = () => this.#happened({ is: "microphone-gone" });
    }
  }
}

function silence(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onmute = track.onunmute = track.onended = null;
    track.stop();
  }
}

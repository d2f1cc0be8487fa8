import { askForMicrophone } from "../call/microphone.ts";
import type { Input } from "./state.ts";

/** The microphone: asked for once, kept while it is needed, then truly let go, so that the browser's sign goes out. */
export class Voice {
  stream: MediaStream | null = null;
  readonly #devices: MediaDevices | undefined;
  readonly #happened: (input: Input) => void;
  #asking = 0;
  #chosen: string | undefined;
  #closed = false;

  constructor(devices: MediaDevices | undefined, happened: (input: Input) => void) {
    this.#devices = devices;
    this.#happened = happened;
  }

  ask(): Promise<void> {
    return this.#askFor({ is: "microphone" });
  }

  /** The one in use is gone. */
  replace(): Promise<void> {
    return this.#askFor({ is: "microphone-changed", chosen: false });
  }

  /** From now on; at once if one is in use. */
  choose(id: string): void {
    this.#chosen = id;
    if (this.stream) void this.#askFor({ is: "microphone-changed", chosen: true });
  }

  /** Id of the device in use, or chosen; empty if the browser decides. */
  get device(): string {
    return this.stream?.getAudioTracks()[0]?.getSettings().deviceId ?? this.#chosen ?? "";
  }

  release(): void {
    this.#asking++;
    if (this.stream) silence(this.stream);
    this.stream = null;
  }

  /** Nothing goes out while closed. */
  close(closed: boolean): void {
    this.#closed = closed;
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = !closed;
  }

  async #askFor(input: Input): Promise<void> {
    const asking = ++this.#asking;
    const answer = await askForMicrophone(this.#devices, this.#chosen);
    if (asking !== this.#asking) {
      if (typeof answer !== "string") silence(answer); // nobody wants it any more
    } else if (typeof answer === "string") {
      this.#happened({ is: "no-microphone", why: answer });
    } else {
      this.#take(answer);
      this.#happened(input);
    }
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

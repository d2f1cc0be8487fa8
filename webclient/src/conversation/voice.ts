import { askForMicrophone } from "../call/microphone.ts";
import type { Input } from "./state.ts";

/** The microphone: asked for once, kept while it is needed, then truly let go, so that the browser's sign goes out. */
export class Voice {
  stream: MediaStream | null = null;
  readonly #devices: MediaDevices | undefined;
  readonly #happened: (input: Input) => void;
  #asking = 0;

  constructor(devices: MediaDevices | undefined, happened: (input: Input) => void) {
    this.#devices = devices;
    this.#happened = happened;
  }

  async ask(): Promise<void> {
    const asking = ++this.#asking;
    const answer = await askForMicrophone(this.#devices);
    if (asking !== this.#asking) {
      if (typeof answer !== "string") silence(answer); // nobody wants it any more
    } else if (typeof answer === "string") {
      this.#happened({ is: "no-microphone", why: answer });
    } else {
      this.#take(answer);
      this.#happened({ is: "microphone" });
    }
  }

  release(): void {
    this.#asking++;
    if (this.stream) silence(this.stream);
    this.stream = null;
  }

  mute(on: boolean): void {
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = !on;
  }

  #take(stream: MediaStream): void {
    this.stream = stream;
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

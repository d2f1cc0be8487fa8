import type { Device, Devices } from "./moment.ts";
import type { Ears } from "./ears.ts";
import type { Voice } from "./voice.ts";

/** Microphones and speakers there are. */
export class Equipment {
  readonly #devices: MediaDevices | undefined;
  readonly #voice: Voice;
  readonly #ears: Ears;

  /** @param gone the speaker in use is there no more, and the system's own in its place */
  constructor(devices: MediaDevices | undefined, voice: Voice, ears: Ears, gone: () => void) {
    this.#devices = devices;
    this.#voice = voice;
    this.#ears = ears;
    devices?.addEventListener?.("devicechange", async () => {
      voice.lookAgain();
      const { speaker, speakers } = await this.list();
      if (speaker === "" || speakers.some(({ id }) => id === speaker)) return;
      void ears.through("");
      gone();
    });
  }

  async list(): Promise<Devices> {
    const all = (await this.#devices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind): Device[] => all.filter((each) => each.kind === kind && each.deviceId !== "").map(({ deviceId: id, label: name }) => ({ id, name }));
    return {
      microphones: of("audioinput"),
      speakers: this.#ears.choosesSpeaker ? of("audiooutput") : [],
      microphone: this.#voice.device,
      speaker: this.#ears.speaker,
    };
  }

  choose(kind: "microphone" | "speaker", id: string): Promise<boolean> {
    return kind === "microphone" ? this.#voice.choose(id) : this.#ears.through(id);
  }
}

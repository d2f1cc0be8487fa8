import { describe, expect, it } from "vitest";
import type { Input } from "./state.ts";
import { Voice } from "./voice.ts";

/** Microphones by their ids; only those in `there` can be opened. */
class FakeDevices {
  readonly tracks: FakeTrack[] = [];
  constructor(readonly there: Set<string>) {}

  readonly getUserMedia = async ({ audio }: { audio: { deviceId?: { exact: string } } }) => {
    const id = audio.deviceId?.exact ?? [...this.there][0];
    if (id === undefined || !this.there.has(id)) throw new DOMException("", id === undefined ? "NotFoundError" : "OverconstrainedError");
    const track = new FakeTrack(id);
    this.tracks.push(track);
    return { getTracks: () => [track], getAudioTracks: () => [track] };
  };

  unplug(id: string): void {
    this.there.delete(id);
    for (const track of this.tracks) if (track.deviceId === id) (track.readyState = "ended"), track.onended?.();
  }
}

class FakeTrack {
  stopped = false;
  muted = false;
  enabled = true;
  readyState = "live";
  onended: (() => void) | null = null;
  constructor(readonly deviceId: string) {}
  getSettings = () => ({ deviceId: this.deviceId });
  stop = () => void (this.stopped = true);
}

async function withVoice(...ids: string[]) {
  const happened: Input[] = [];
  const devices = new FakeDevices(new Set(ids));
  const voice = new Voice(devices as unknown as MediaDevices, (input) => happened.push(input));
  await voice.ask();
  happened.length = 0;
  return { voice, devices, happened };
}

describe("a microphone that is chosen", () => {
  it("is used, and the one before let go", async () => {
    const { voice, devices, happened } = await withVoice("built-in", "headset");
    expect(await voice.choose("headset")).toBe(true);
    expect([voice.device, devices.tracks.map(({ stopped }) => stopped), happened]).toEqual(["headset", [true, false], [{ is: "microphone-changed" }]]);
  });

  it("is the one of the next talk, too, unless it is gone by then: another will do", async () => {
    const { voice, devices } = await withVoice("built-in", "headset");
    await voice.choose("headset");
    voice.release();
    await voice.ask();
    expect(voice.device).toBe("headset");
    voice.release();
    devices.there.delete("headset");
    await voice.ask();
    expect(voice.device).toBe("built-in");
  });

  it("and cannot be used leaves the one in use as it is, now and for the next talk", async () => {
    const { voice, devices, happened } = await withVoice("built-in", "headset");
    devices.there.delete("headset");
    expect(await voice.choose("headset")).toBe(false);
    expect([voice.device, devices.tracks.map(({ stopped }) => stopped), happened]).toEqual(["built-in", [false], []]);
    voice.release();
    expect(voice.device).toBe("");
  });
});

describe("a microphone that is chosen while the one in use goes away", () => {
  it("and cannot be used leaves nobody without one: another is taken, as if none had been chosen", async () => {
    const { voice, devices, happened } = await withVoice("headset", "built-in");
    devices.unplug("headset");
    const replaced = voice.replace();
    expect(await voice.choose("broken")).toBe(false);
    await replaced;
    await expect.poll(() => happened.at(-1)).toEqual({ is: "microphone-changed", note: "other-microphone" });
    expect([voice.device, devices.tracks.at(-1)!.stopped]).toEqual(["built-in", false]);
  });
});

describe("a microphone that is chosen before it is known that there is no other for the one that went away", () => {
  it("stays in use when something else is plugged in", async () => {
    const { voice, devices } = await withVoice("headset");
    devices.unplug("headset");
    const { getUserMedia } = devices;
    let refuse = () => {};
    const refused = new Promise<never>((_, no) => (refuse = () => no(new DOMException("", "NotAllowedError"))));
    Object.assign(devices, { getUserMedia: () => refused });
    const replaced = voice.replace();
    Object.assign(devices, { getUserMedia });
    devices.there.add("built-in");
    expect(await voice.choose("built-in")).toBe(true);
    refuse();
    await replaced;
    voice.lookAgain();
    await Promise.resolve();
    expect([voice.device, devices.tracks.length]).toEqual(["built-in", 2]);
  });
});

describe("a microphone that the system has silenced", () => {
  it("is asked for anew, and the silent one let go", async () => {
    const { voice, devices, happened } = await withVoice("built-in");
    voice.revive();
    await Promise.resolve();
    expect(devices.tracks).toHaveLength(1);
    devices.tracks[0]!.muted = true;
    voice.revive();
    await expect.poll(() => happened).toEqual([{ is: "microphone-changed", note: "microphone-back" }]);
    expect(devices.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  it("and that cannot be had again stays as it is, and nobody has to start anew", async () => {
    const { voice, devices } = await withVoice("built-in");
    devices.tracks[0]!.muted = true;
    devices.there.clear();
    voice.revive();
    for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    expect([voice.stream !== null, devices.tracks[0]!.stopped]).toEqual([true, false]);
  });
});

describe("a microphone that is closed", () => {
  it("stays so on another one, and is open again once it was let go", async () => {
    const { voice, devices } = await withVoice("built-in", "headset");
    voice.close(true);
    await voice.choose("headset");
    expect(devices.tracks.at(-1)!.enabled).toBe(false);
    voice.release();
    await voice.ask();
    expect(devices.tracks.at(-1)!.enabled).toBe(true);
  });
});

describe("a microphone that is plugged in", () => {
  it("is taken where the one in use went away and there was no other", async () => {
    const { voice, devices, happened } = await withVoice("headset");
    devices.unplug("headset");
    await voice.replace();
    expect(happened).toEqual([{ is: "microphone-gone" }, { is: "no-microphone", why: "missing" }]);
    devices.there.add("headset");
    voice.lookAgain();
    await expect.poll(() => happened.at(-1)).toEqual({ is: "microphone-changed", note: "microphone-back" });
    expect([voice.device, devices.tracks.at(-1)!.stopped]).toEqual(["headset", false]);
  });

  it("changes nothing where there is one, or where nobody needs one", async () => {
    const { voice, devices, happened } = await withVoice("built-in");
    devices.there.add("headset");
    voice.lookAgain();
    devices.unplug("built-in");
    devices.unplug("headset");
    await voice.replace();
    voice.release();
    devices.there.add("headset");
    voice.lookAgain();
    await Promise.resolve();
    expect([devices.tracks.length, happened.map(({ is }) => is)]).toEqual([1, ["microphone-gone", "no-microphone"]]);
  });
});

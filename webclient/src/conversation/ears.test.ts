import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Ears } from "./ears.ts";

/** What of an audio element counts here. */
class FakeAudio {
  static last: FakeAudio | undefined;
  srcObject: object | null = null;
  paused = true;
  onplaying = () => {};
  onpause = () => {};

  constructor() {
    FakeAudio.last ??= this;
  }

  async play(): Promise<void> {
    this.paused = false;
  }

  pausedBySystem(): void {
    this.paused = true;
    this.onpause();
  }
}

let heard: boolean[];
let ears: Ears;
beforeEach(() => {
  FakeAudio.last = undefined;
  vi.stubGlobal("Audio", FakeAudio);
  heard = [];
  ears = new Ears((audible) => heard.push(audible));
});
afterEach(() => vi.unstubAllGlobals());

test("a voice that the system pauses is told to be inaudible, until it plays again by itself", async () => {
  ears.hear({} as MediaStream);
  await expect.poll(() => heard).toEqual([true]);
  FakeAudio.last!.pausedBySystem();
  expect(heard).toEqual([true, false]);
  FakeAudio.last!.onplaying();
  expect(heard).toEqual([true, false, true]);
});

test("a voice that ended, or that plays again by now, is not told to be inaudible", async () => {
  ears.hear({} as MediaStream);
  await expect.poll(() => heard).toEqual([true]);
  FakeAudio.last!.onpause();
  ears.hear(null);
  FakeAudio.last!.pausedBySystem();
  expect(heard).toEqual([true]);
});

test("a voice that cannot be measured, as where two devices differ in their sample rates, is heard all the same", async () => {
  vi.stubGlobal("AudioContext", class {
    resume = async () => {};
    createMediaStreamSource = () => {
      throw new DOMException("", "NotSupportedError");
    };
  });
  const voice = {} as MediaStream;
  ears.wake();
  ears.follow(voice);
  ears.hear(voice);
  expect([FakeAudio.last!.srcObject, ears.mine(), ears.theirs(), ears.still()]).toEqual([voice, 0, 0, false]);
  await expect.poll(() => heard).toEqual([true]);
});

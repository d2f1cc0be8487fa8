import { expect, test } from "vitest";
import { Loudness } from "./loudness.ts";

/** An analyser gives its latest `fftSize` samples, oldest first; of what a shorter array cannot take, the end is dropped (Web Audio API, 1.8.3). */
class FakeContext {
  readonly state = "running";
  readonly #heard = Array<number>(40_000).fill(0);

  hears(sample: number, times: number): void {
    this.#heard.push(...Array<number>(times).fill(sample));
  }

  createMediaStreamSource = () => ({ connect: () => {}, disconnect: () => {} });
  createAnalyser = () => {
    const analyser = { fftSize: 2048, getFloatTimeDomainData: (into: Float32Array) => into.set(this.#heard.slice(-analyser.fftSize).slice(0, into.length)) };
    return analyser;
  };
}

function listening() {
  const context = new FakeContext();
  return { context, loudness: new Loudness(context as unknown as AudioContext, {} as MediaStream) };
}

test("a voice is as loud as it is now, not as it was half a second ago", () => {
  const { context, loudness } = listening();
  expect(loudness.sample()).toBe(0);
  context.hears(0.5, 1024);
  expect(loudness.sample()).toBeCloseTo(0.9, 1);
  context.hears(0, 1024);
  expect(loudness.sample()).toBe(0);
});

test("a microphone is still when the last half second held nothing, and not because this moment does", () => {
  const { context, loudness } = listening();
  expect(loudness.still()).toBe(true);
  context.hears(0.001, 1);
  context.hears(0, 24_000);
  expect(loudness.still()).toBe(false);
  context.hears(0, 9_000);
  expect(loudness.still()).toBe(true);
});

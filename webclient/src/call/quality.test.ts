import { describe, expect, it } from "vitest";
import { QualityMeter, isPoor } from "./quality.ts";

const stats = (packetsReceived: number, packetsLost: number, currentRoundTripTime: number): [string, unknown][] => [
  ["a", { type: "inbound-rtp", kind: "audio", packetsReceived, packetsLost }],
  ["b", { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime }],
  ["c", { type: "candidate-pair", nominated: false, state: "succeeded", currentRoundTripTime: 9 }],
];

describe("a connection", () => {
  it("is judged by what happened since the last look", () => {
    const meter = new QualityMeter();
    expect(isPoor(meter.read(stats(50, 50, 0.05)))).toBe(true);
    expect(isPoor(meter.read(stats(150, 50, 0.05)))).toBe(false);
    expect(isPoor(meter.read(stats(240, 60, 0.05)))).toBe(true);
  });

  it("is poor when an answer takes more than half a second", () => {
    expect(isPoor(new QualityMeter().read(stats(100, 0, 0.499)))).toBe(false);
    expect(isPoor(new QualityMeter().read(stats(100, 0, 0.501)))).toBe(true);
  });

  it("is poor when the other side misses much of what we send", () => {
    const there = (fractionLost: number, packetsLost: number): [string, unknown][] => [...stats(100, 0, 0.05), ["d", { type: "remote-inbound-rtp", kind: "audio", fractionLost, packetsLost }]];
    expect([[0.05, 5], [0.2, 20]].map(([part, lost]) => isPoor(new QualityMeter().read(there(part!, lost!))))).toEqual([false, true]);
    const meter = new QualityMeter();
    meter.read(there(0.05, 20));
    expect(isPoor(meter.read(there(0.2, 21))), "one of five, in silence").toBe(false);
  });

  it("is not poor while nothing is known, nor for one packet of the few that silence is", () => {
    expect(isPoor(new QualityMeter().read([]))).toBe(false);
    const meter = new QualityMeter();
    meter.read(stats(100, 0, 0.05));
    expect(isPoor(meter.read(stats(104, 1, 0.05)))).toBe(false);
    expect(isPoor(meter.read(stats(106, 4, 0.05)))).toBe(true);
  });

  it("is poor by the answers to what was heard, where the browser does not time those of the pair", () => {
    const heard = (roundTripTime: number): [string, unknown][] => [...stats(100, 0, Number.NaN), ["d", { type: "remote-inbound-rtp", kind: "audio", roundTripTime }]];
    expect([0.499, 0.501].map((seconds) => isPoor(new QualityMeter().read(heard(seconds))))).toEqual([false, true]);
  });
});

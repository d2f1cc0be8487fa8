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
    const there = (fractionLost: number): [string, unknown][] => [...stats(100, 0, 0.05), ["d", { type: "remote-inbound-rtp", kind: "audio", fractionLost }]];
    expect([0.05, 0.2].map((lost) => isPoor(new QualityMeter().read(there(lost))))).toEqual([false, true]);
  });

  it("is not poor while nothing is known, or silence is not sent", () => {
    expect(isPoor(new QualityMeter().read([]))).toBe(false);
  });
});

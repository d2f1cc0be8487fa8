import { describe, expect, it } from "vitest";
import { reconnectDelayMs } from "./reconnect.ts";

const CHANCES = [0, 0.25, 0.5, 0.999];
const most = (code: number, failures: number) => reconnectDelayMs(code, failures, 0.999_999)!;

describe("the way back to the server", () => {
  it("is spread over the whole delay by chance", () => {
    for (const random of CHANCES) expect(reconnectDelayMs(1013, 3, random)).toBeCloseTo(random * 4000);
  });

  it("doubles its bound with each failure, up to 30 s and no further", () => {
    expect([0, 1, 2, 3, 4, 5].map((failures) => Math.round(most(1006, failures)))).toEqual([500, 1000, 2000, 4000, 8000, 16000]);
    for (const failures of [6, 20, 5000]) expect(most(1006, failures)).toBeLessThanOrEqual(30_000);
  });

  it("is taken at once when a node restarts, but not again and again", () => {
    for (const random of CHANCES) expect(reconnectDelayMs(1012, 0, random)).toBe(0);
    expect(most(1012, 4)).toBeGreaterThan(5000);
  });

  it("is slower after a policy close than any first attempt", () => {
    for (const random of CHANCES) expect(reconnectDelayMs(1008, 0, random)).toBeGreaterThanOrEqual(10_000);
  });

  it("waits to be needed after an idle close", () => {
    expect(reconnectDelayMs(1000, 0, 0.5)).toBeNull();
  });

  it.each([1001, 1002, 1005, 1006, 1007, 1009, 1011, 3000, 4999, -1])("takes the unknown code %i for 1013", (code) => {
    for (const random of CHANCES) expect(reconnectDelayMs(code, 2, random)).toBe(reconnectDelayMs(1013, 2, random));
  });
});

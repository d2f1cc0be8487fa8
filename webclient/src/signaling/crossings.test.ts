import { beforeEach, describe, expect, it } from "vitest";
import { MATCHED } from "../../test/fakes.ts";
import type { ServerMessage } from "../protocol/messages.ts";
import { Crossings } from "./crossings.ts";

const WAITING: ServerMessage = { type: "waiting", widen: [] };
const MEANT_FOR_A_MOMENT: readonly ServerMessage[] = [
  MATCHED,
  { type: "peer-left" },
  { type: "reopened", peer: { token: "p" }, token: "o", iceServers: [] },
];
let crossings: Crossings;

beforeEach(() => {
  crossings = new Crossings();
});

function hears(): boolean {
  const heard = MEANT_FOR_A_MOMENT.map((message) => crossings.admits(message));
  expect(new Set([...heard, crossings.admitsSignals]).size).toBe(1);
  return heard[0]!;
}

describe("what crosses on the wire", () => {
  it("counts on a socket that has asked for nothing yet: a peer may reopen", () => {
    expect(hears()).toBe(true);
  });

  it("does not count until join is answered", () => {
    crossings.sent({ type: "join" });
    expect(hears()).toBe(false);
    expect(crossings.admits(WAITING)).toBe(true);
    expect(hears()).toBe(true);
  });

  it("does not count until the latest of several joins is answered, nor do the answers before", () => {
    crossings.sent({ type: "join" });
    crossings.sent({ type: "join" });
    expect(crossings.admits(WAITING)).toBe(false);
    expect(hears()).toBe(false);
    expect(crossings.admits(WAITING)).toBe(true);
    expect(hears()).toBe(true);
  });

  it("does not count after leave, even when an earlier join is answered late", () => {
    crossings.sent({ type: "join" });
    crossings.sent({ type: "leave" });
    expect(crossings.admits(WAITING)).toBe(false);
    expect(hears()).toBe(false);
  });

  it("counts again after leave once the next join is answered, or a reopen asked for", () => {
    crossings.sent({ type: "leave" });
    crossings.sent({ type: "join" });
    expect(hears()).toBe(false);
    crossings.admits({ type: "cooldown", seconds: 1 });
    expect(hears()).toBe(true);
    crossings.sent({ type: "leave" });
    crossings.sent({ type: "reopen", token: "t" });
    expect(hears()).toBe(true);
  });

  it("is never an answer that nobody asked for", () => {
    expect(crossings.admits(WAITING)).toBe(false);
  });

  it("is never anything that belongs to no moment", () => {
    crossings.sent({ type: "leave" });
    for (const type of ["reported", "draining"] as const) expect(crossings.admits({ type })).toBe(true);
  });
});

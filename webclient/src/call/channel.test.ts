import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../test/fakes.ts";
import type { ChannelMessage } from "../protocol/channel.ts";
import { Channel, type Wire } from "./channel.ts";

class FakeWire {
  readyState: RTCDataChannelState = "connecting";
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly sent: ChannelMessage[] = [];

  send(json: string): void {
    this.sent.push(JSON.parse(json) as ChannelMessage);
  }

  opens(): void {
    this.readyState = "open";
    this.onopen?.();
  }

  says(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const BEAT = { type: "heartbeat" };
let clock: FakeClock;
let wire: FakeWire;
let events: string[];
let received: ChannelMessage[];
let channel: Channel;

beforeEach(() => {
  clock = new FakeClock();
  wire = new FakeWire();
  [events, received] = [[], []];
  channel = new Channel(wire as unknown as Wire, clock, {
    opened: () => events.push("opened"),
    received: (message) => received.push(message),
    heartbeat: () => events.push("heartbeat"),
    quiet: () => events.push("quiet"),
    dead: () => events.push("dead"),
    closed: (alive) => events.push(`closed alive=${alive}`),
  });
});

describe("a data channel", () => {
  it("beats once a second while it is open", () => {
    clock.pass(5000);
    expect(wire.sent).toEqual([]);
    wire.opens();
    clock.pass(3000);
    expect(wire.sent).toEqual([BEAT, BEAT, BEAT, BEAT]);
  });

  it("is quiet after 2.5 s without a heartbeat, once", () => {
    wire.opens();
    clock.pass(2000);
    wire.says(BEAT);
    clock.pass(2499);
    expect(events).toEqual(["opened", "heartbeat"]);
    clock.pass(1);
    expect(events).toEqual(["opened", "heartbeat", "quiet"]);
    expect(channel.alive).toBe(true);
  });

  it("counts as dead after 4 s without a heartbeat, not sooner, whatever its readyState says", () => {
    wire.opens();
    clock.pass(3999);
    expect(events).toEqual(["opened", "quiet"]);
    clock.pass(1);
    expect(events).toEqual(["opened", "quiet", "dead"]);
    expect(channel.alive).toBe(false);
  });

  it("lives as long as it is heard, and comes back to life with the next heartbeat", () => {
    wire.opens();
    for (let s = 0; s < 10; s++) {
      clock.pass(1000);
      wire.says(BEAT);
    }
    expect(events).not.toContain("quiet");
    clock.pass(4000);
    expect(events.at(-1)).toBe("dead");
    wire.says(BEAT);
    expect([events.at(-1), channel.alive]).toEqual(["heartbeat", true]);
  });

  it("is not kept alive by anything but heartbeats", () => {
    wire.opens();
    clock.pass(3000);
    wire.says({ type: "typing" });
    clock.pass(1000);
    expect(events.at(-1)).toBe("dead");
  });

  it("takes in ten texts at once and two a second from then on", () => {
    wire.opens();
    for (let i = 0; i < 50; i++) wire.says({ type: "text", text: `${i}` });
    expect(received).toHaveLength(10);
    clock.pass(1000);
    for (let i = 0; i < 50; i++) wire.says({ type: "text", text: `${i}` });
    expect(received).toHaveLength(12);
  });

  it("takes in a flood of anything at 50 a second", () => {
    wire.opens();
    for (let i = 0; i < 10_000; i++) wire.says({ type: "typing" });
    expect(received).toHaveLength(200);
    clock.pass(1000);
    for (let i = 0; i < 10_000; i++) wire.says({ type: "typing" });
    expect(received).toHaveLength(250);
  });

  it("drops what it cannot read", () => {
    wire.opens();
    for (const data of ["{", new ArrayBuffer(8), "null", '{"type":"video"}']) wire.onmessage!({ data });
    expect(received).toEqual([]);
  });

  it("takes nothing more once 256 KiB wait unsent, and nothing before it is open", () => {
    expect(channel.send({ type: "bye" })).toBe(false);
    wire.opens();
    wire.bufferedAmount = 256 * 1024 + 1;
    expect(channel.send({ type: "bye" })).toBe(false);
    wire.bufferedAmount = 0;
    expect(channel.send({ type: "bye" })).toBe(true);
  });

  it("tells on closing whether the other side was still there", () => {
    wire.opens();
    wire.onclose!();
    expect(events.at(-1)).toBe("closed alive=true");
  });

  it("has closed without them when it was dead before", () => {
    wire.opens();
    clock.pass(4000);
    wire.onclose!();
    clock.pass(60_000);
    expect(events).toEqual(["opened", "quiet", "dead", "closed alive=false"]);
  });

  it("is silent once released", () => {
    wire.opens();
    channel.release();
    const sent = wire.sent.length;
    clock.pass(10_000);
    expect([wire.sent.length, events]).toEqual([sent, ["opened"]]);
  });
});

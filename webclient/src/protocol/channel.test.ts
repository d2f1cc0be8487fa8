import { describe, expect, it } from "vitest";
import { parseChannelMessage, parseSignal, type ChannelMessage } from "./channel.ts";

const candidate = { candidate: "candidate:1 1 udp 1 a.local 5 typ host", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u" };
const description = { type: "offer", sdp: "v=0\r\n" } as const;

const EVERY: readonly ChannelMessage[] = [
  { type: "text", text: "<img src=x onerror=alert(1)>" },
  { type: "text", text: "hello", n: 1 },
  { type: "delivered", n: 7 },
  { type: "typing" },
  { type: "heartbeat" },
  { type: "mute", muted: true },
  { type: "token", token: "t" },
  { type: "description", description, n: 3 },
  { type: "candidate", candidate },
  { type: "bye" },
];

const text = (line: unknown) => parseChannelMessage(JSON.stringify({ type: "text", text: line }));

describe("a message of the other side", () => {
  it.each(EVERY)("becomes the $type it is", (message) => {
    expect(parseChannelMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each([
    "", "{", "[]", "null", '{"type":"video"}', '{"type":"text"}', '{"type":"mute","muted":1}', '{"type":"token","token":""}', '{"type":"token","token":"a b"}',
    '{"type":"description","description":{"type":"rollback","sdp":"v=0"},"n":1}',
    '{"type":"description","description":{"type":"offer","sdp":"v=0"},"n":-1}',
    '{"type":"description","description":{"type":"offer","sdp":"v=0"},"n":1.5}',
    '{"type":"candidate","candidate":{"candidate":7}}', '{"type":"delivered"}', '{"type":"delivered","n":0}', '{"type":"delivered","n":"1"}', "[".repeat(30_000), new Uint8Array(3), undefined,
  ])("is nothing when it is not of the contract: %.60s", (data) => {
    expect(parseChannelMessage(data)).toBeNull();
  });

  it("has at most 2,000 characters of text, whatever they are made of", () => {
    expect(text("🐧".repeat(2000))).not.toBeNull();
    expect(text("🐧".repeat(2001))).toBeNull();
    expect(text("x".repeat(2001))).toBeNull();
    expect(text("")).toBeNull();
  });

  it("is a text without a number where the number is none", () => {
    for (const n of [0, -1, 1.5, "1", null]) expect(parseChannelMessage(JSON.stringify({ type: "text", text: "hi", n }))).toEqual({ type: "text", text: "hi" });
  });

  it("has at most 12 KiB of description, so that it always fits a signal", () => {
    const of = (sdp: string) => parseSignal(JSON.stringify({ description: { type: "offer", sdp }, n: 0 }));
    expect(of("v".repeat(12 * 1024))).not.toBeNull();
    expect(of("v".repeat(12 * 1024 + 1))).toBeNull();
  });

  it("says by a null candidate what an empty one says: gathering is done", () => {
    expect(parseSignal('{"candidate":null}')).toMatchObject({ candidate: { candidate: "" } });
  });
});

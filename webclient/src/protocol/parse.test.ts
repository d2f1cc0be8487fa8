import { describe, expect, it } from "vitest";
import { MATCHED, WELCOME } from "../../test/fakes.ts";
import type { ServerMessage } from "./messages.ts";
import { parseServerMessage } from "./parse.ts";

const EVERY: readonly ServerMessage[] = [
  WELCOME,
  MATCHED,
  { ...WELCOME, country: null, iceServers: [{ urls: ["turns:relay.example:443?transport=tcp"], username: "u", credential: "c" }] },
  { type: "waiting", widen: [3, 8] },
  { type: "peer-left" },
  { type: "reopened", peer: { token: "p" }, token: "o", iceServers: [{ urls: ["stun:stun.example"] }] },
  { type: "reported" },
  { type: "cooldown", seconds: 300 },
  { type: "knowledge", held: { country: "DE" } },
  { type: "draining" },
  { type: "error", code: "bad-token" },
];

const HOSTILE: readonly unknown[] = [
  "", "{", "null", "[]", "3", '"welcome"', "{}", '{"type":3}', '{"type":null}',
  '{"type":"__proto__"}', '{"type":"constructor"}', '{"type":"toString"}', '{"type":"no-such-type"}',
  "[".repeat(60_000), '{"type":"draining","x":"' + "x".repeat(70_000) + '"}', new ArrayBuffer(4), undefined,
  '{"type":"waiting","widen":["3"]}', '{"type":"waiting","widen":[-1]}', '{"type":"waiting","widen":[1e999]}',
  '{"type":"cooldown","seconds":"300"}', '{"type":"knowledge","held":[]}', '{"type":"error"}',
  JSON.stringify({ ...WELCOME, token: "t".repeat(201) }),
  JSON.stringify({ ...WELCOME, online: 1.5 }),
  JSON.stringify({ ...WELCOME, relay: "maybe" }),
  JSON.stringify({ ...WELCOME, iceServers: [{ urls: "https://example.org" }] }),
  JSON.stringify({ ...WELCOME, iceServers: [{ urls: [] }, null] }),
  JSON.stringify({ ...MATCHED, role: "both" }),
  JSON.stringify({ ...MATCHED, peer: null }),
  JSON.stringify({ ...MATCHED, shared: { languages: ["de", "en", "fr", "es", "pt", "it"], interests: [] } }),
];

describe("a text frame of the server", () => {
  it.each(EVERY)("becomes the $type it is, and nothing is lost", (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each(EVERY)("may hold fields this client does not know beside those of $type", (message) => {
    expect(parseServerMessage(JSON.stringify({ ...message, novelty: [{}] }))).toEqual(message);
  });

  it.each(HOSTILE)("is nothing when it is not of the contract: %.60s", (frame) => {
    expect(parseServerMessage(frame)).toBeNull();
  });

  it("may give one url without a list, as RTCIceServer may", () => {
    const frame = JSON.stringify({ ...WELCOME, iceServers: [{ urls: "stun:stun.example" }] });
    expect(parseServerMessage(frame)).toMatchObject({ iceServers: [{ urls: ["stun:stun.example"] }] });
  });

  it("is not lost over a country that cannot be read", () => {
    expect(parseServerMessage(JSON.stringify({ ...WELCOME, country: "Germany" }))).toEqual({ ...WELCOME, country: null });
  });

  it("leaves a commit that is missing or too long null, for the handshake to refuse", () => {
    for (const commit of [undefined, 7, "c".repeat(65)]) {
      const frame = JSON.stringify({ ...MATCHED, peer: { ...MATCHED.peer, commit } });
      expect(parseServerMessage(frame)).toMatchObject({ peer: { commit: null } });
    }
  });
});

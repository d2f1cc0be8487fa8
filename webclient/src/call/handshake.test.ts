import { beforeEach, describe, expect, it } from "vitest";
import type { Signal } from "../protocol/channel.ts";
import { openingFrame } from "./frames.ts";
import { Handshake, acceptableCommit } from "./handshake.ts";
import { SEES_LAN, WANTS_RELAY, makeKeys, type Bytes, type Keys } from "./keys.ts";

const { subtle } = globalThis.crypto;

/** One end, with everything that comes out of it. */
class End {
  readonly sent: Bytes[] = [];
  readonly events: string[] = [];
  readonly signals: Signal[] = [];
  readonly handshake: Handshake;
  emoji: readonly string[] = [];

  constructor(role: "offerer" | "answerer", keys: Keys, commit: string) {
    this.handshake = new Handshake(subtle, role, keys, commit, {
      send: (frame) => this.sent.push(frame),
      agreed: ({ wantsRelay, seesLan }) => this.events.push(`agreed relay=${wantsRelay} lan=${seesLan}`),
      proven: (emoji) => {
        this.emoji = emoji;
        this.events.push("proven");
      },
      signal: (signal) => this.signals.push(signal),
      mismatch: () => this.events.push("mismatch"),
    });
    this.handshake.begin();
  }
}

const OFFER: Signal = { description: { type: "offer", sdp: "v=0" }, n: 1 };
const ANSWER: Signal = { description: { type: "answer", sdp: "v=0" }, n: 1 };
let keys: { ada: Keys; bob: Keys; eve: Keys };
let ada: End;
let bob: End;

beforeEach(async () => {
  keys = { ada: await makeKeys(subtle, WANTS_RELAY), bob: await makeKeys(subtle, SEES_LAN), eve: await makeKeys(subtle, 0) };
  ada = new End("offerer", keys.ada, keys.bob.commit);
  bob = new End("answerer", keys.bob, keys.ada.commit);
});

async function opened(): Promise<void> {
  await ada.handshake.receive(bob.sent[0]!);
  await bob.handshake.receive(ada.sent[0]!);
}

async function say(from: End, to: End, signal: Signal): Promise<void> {
  const before = from.sent.length;
  from.handshake.send(signal);
  await expect.poll(() => from.sent.length).toBe(before + 1);
  await to.handshake.receive(from.sent.at(-1)!);
}

describe("a handshake", () => {
  it("tells each side what the other asks for", async () => {
    await opened();
    expect(ada.events).toEqual(["agreed relay=false lan=true"]);
    expect(bob.events).toEqual(["agreed relay=true lan=false"]);
  });

  it("shows equal emoji, at each side once its first sealed frame has opened", async () => {
    await opened();
    await say(ada, bob, OFFER);
    expect(bob.events.at(-1)).toBe("proven");
    expect(ada.events).not.toContain("proven");
    await say(bob, ada, ANSWER);
    expect(ada.emoji).toEqual(bob.emoji);
    expect([ada.signals, bob.signals]).toEqual([[ANSWER], [OFFER]]);
  });

  it("ends when the key is not the one committed to", async () => {
    await ada.handshake.receive(openingFrame(keys.eve));
    expect(ada.events).toEqual(["mismatch"]);
  });

  it("ends when the options are not the ones committed to", async () => {
    await ada.handshake.receive(openingFrame({ ...keys.bob, options: keys.bob.options ^ WANTS_RELAY }));
    expect(ada.events).toEqual(["mismatch"]);
  });

  it("ends when a second opening frame comes, even the same", async () => {
    await opened();
    await ada.handshake.receive(bob.sent[0]!);
    expect(ada.events.at(-1)).toBe("mismatch");
  });

  it("ends when an opening frame is cut short", async () => {
    await ada.handshake.receive(bob.sent[0]!.slice(0, 66));
    expect(ada.events).toEqual(["mismatch"]);
  });

  it("ends when the key committed to is no point of the curve", async () => {
    const publicKey = new Uint8Array(65).fill(4);
    const digest = new Uint8Array(await subtle.digest("SHA-256", Uint8Array.of(...publicKey, 0)));
    const end = new End("offerer", keys.ada, Buffer.from(digest).toString("base64url"));
    await end.handshake.receive(openingFrame({ publicKey, options: 0 }));
    expect(end.events).toEqual(["mismatch"]);
  });

  it("says nothing more once it has ended", async () => {
    await ada.handshake.receive(openingFrame(keys.eve));
    await ada.handshake.receive(openingFrame(keys.eve));
    await ada.handshake.receive(bob.sent[0]!);
    expect(ada.events).toEqual(["mismatch"]);
  });

  it("ignores sealed frames before the keys, frames of other kinds, and ones that do not open", async () => {
    await ada.handshake.receive(new Uint8Array(64).fill(2));
    await opened();
    for (const kind of [0, 2, 3, 255]) await ada.handshake.receive(new Uint8Array(64).fill(kind));
    expect(ada.events).toEqual(["agreed relay=false lan=true"]);
  });
});

describe("a commit", () => {
  it("is refused before anything is revealed when it is missing, not 32 bytes, or our own", () => {
    for (const commit of [null, "", "AA", "A".repeat(42), "A".repeat(44), "=".repeat(43), keys.ada.commit]) {
      expect(acceptableCommit(commit, keys.ada)).toBe(false);
    }
    expect(acceptableCommit(keys.bob.commit, keys.ada)).toBe(true);
  });
});

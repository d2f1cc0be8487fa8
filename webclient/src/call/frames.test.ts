import { beforeEach, describe, expect, it } from "vitest";
import { Opener, Sealer, openingFrame, openingIn } from "./frames.ts";

const { subtle } = globalThis.crypto;
let sealer: Sealer;
let opener: Opener;

beforeEach(async () => {
  const key = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  [sealer, opener] = [new Sealer(subtle, key), new Opener(subtle, key)];
});

describe("a sealed frame", () => {
  it("opens once", async () => {
    const frame = await sealer.seal("one");
    expect(await opener.open(frame)).toBe("one");
    expect(await opener.open(frame)).toBeNull();
  });

  it("opens after a gap, and not again from before it", async () => {
    const [first, second, third] = [await sealer.seal("1"), await sealer.seal("2"), await sealer.seal("3")];
    expect(await opener.open(first)).toBe("1");
    expect(await opener.open(third)).toBe("3");
    expect(await opener.open(second)).toBeNull();
  });

  it("carries a counter of twelve bytes, most significant first, that starts at 0", async () => {
    for (let n = 0; n < 257; n++) await sealer.seal("");
    expect([...(await sealer.seal("")).slice(0, 13)]).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  });

  it("does not open with any byte changed, and the forgery does not use up its counter", async () => {
    const frame = await sealer.seal("secret");
    for (let i = 1; i < frame.length; i++) {
      const forged = frame.slice();
      forged[i]! ^= 0x40;
      expect(await opener.open(forged)).toBeNull();
    }
    expect(await opener.open(frame)).toBe("secret");
  });

  it("does not open cut short, or as another kind", async () => {
    const frame = await sealer.seal("secret");
    for (const length of [0, 1, 12, 13, 28, frame.length - 1]) expect(await opener.open(frame.slice(0, length))).toBeNull();
    for (const kind of [0, 1, 3, 255]) expect(await opener.open(Uint8Array.of(kind, ...frame.slice(1)))).toBeNull();
  });
});

describe("an opening frame", () => {
  it("is kind, key and options", () => {
    const opening = { publicKey: new Uint8Array(65).fill(4), options: 3 };
    const frame = openingFrame(opening);
    expect([frame.length, frame[0], frame[66]]).toEqual([67, 1, 3]);
    expect(openingIn(frame)).toEqual(opening);
  });

  it("is none when it is longer, shorter or of another kind", () => {
    for (const frame of [new Uint8Array(66).fill(1), new Uint8Array(68).fill(1), new Uint8Array(67).fill(2), new Uint8Array(0)]) {
      expect(openingIn(frame)).toBeNull();
    }
  });
});

import { createCipheriv, createECDH, createHash, hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { EMOJI } from "../protocol/emoji.ts";
import { Opener, Sealer, openingFrame } from "./frames.ts";
import { agree, digestOf, emojiOf, keysOf, makeKeys, type Keys, type Secrets } from "./keys.ts";

/** Fixed scalars; all that follows from them is worked out here a second time, with node:crypto. */
const SCALARS = { offerer: "11".repeat(32), answerer: "22".repeat(32) };
const OPTIONS = { offerer: 2, answerer: 0 };
type Side = keyof typeof SCALARS;

const { subtle } = globalThis.crypto;
const ecdh = { offerer: curve("offerer"), answerer: curve("answerer") };
const digests = { offerer: digest("offerer"), answerer: digest("answerer") };
const salt = Buffer.concat([digests.offerer, digests.answerer]);
const shared = ecdh.offerer.computeSecret(ecdh.answerer.getPublicKey());

function curve(side: Side) {
  const own = createECDH("prime256v1");
  own.setPrivateKey(SCALARS[side], "hex");
  return own;
}

function digest(side: Side): Buffer {
  return createHash("sha256").update(ecdh[side].getPublicKey()).update(Buffer.of(OPTIONS[side])).digest();
}

function signalKey(side: Side): Buffer {
  return Buffer.from(hkdfSync("sha256", shared, salt, Buffer.concat([Buffer.from("dropchat.v1 signal "), digests[side]]), 32));
}

/** By strings of bits, where the code shifts. */
function sas(): string[] {
  const bits = [...Buffer.from(hkdfSync("sha256", shared, salt, "dropchat.v1 sas", 5))].map((b) => b.toString(2).padStart(8, "0")).join("");
  return bits.slice(0, 36).match(/.{6}/g)!.map((six) => EMOJI[parseInt(six, 2)]!);
}

async function keys(side: Side): Promise<Keys> {
  const raw = ecdh[side].getPublicKey();
  const part = (from: number) => raw.subarray(from, from + 32).toString("base64url");
  const point = { kty: "EC", crv: "P-256", x: part(1), y: part(33) };
  const d = Buffer.from(SCALARS[side], "hex").toString("base64url");
  const algorithm = { name: "ECDH", namedCurve: "P-256" };
  const privateKey = await subtle.importKey("jwk", { ...point, d }, algorithm, false, ["deriveBits"]);
  const publicKey = await subtle.importKey("jwk", point, algorithm, true, []);
  return keysOf(subtle, { privateKey, publicKey }, OPTIONS[side]);
}

const own = {} as Record<Side, Keys>;
const secrets = {} as Record<Side, Secrets>;

beforeAll(async () => {
  own.offerer = await keys("offerer");
  own.answerer = await keys("answerer");
  secrets.offerer = await agree(subtle, "offerer", own.offerer, own.answerer);
  secrets.answerer = await agree(subtle, "answerer", own.answerer, own.offerer);
});

describe("two pairs of keys", () => {
  it.each(["offerer", "answerer"] as const)("commit to key and options: %s", (side) => {
    expect(own[side].commit).toBe(digests[side].toString("base64url"));
  });

  it("give both sides the same six emoji, worked out independently", () => {
    expect(secrets.offerer.emoji).toEqual(sas());
    expect(secrets.answerer.emoji).toEqual(sas());
  });

  it.each([["offerer", "answerer"], ["answerer", "offerer"]] as const)("seal frames of the %s that only the %s opens", async (sender, receiver) => {
    const frame = Buffer.from(await new Sealer(subtle, secrets[sender].seal).seal("hello"));
    const cipher = createCipheriv("aes-256-gcm", signalKey(sender), Buffer.alloc(12));
    const sealed = Buffer.concat([Buffer.alloc(13, 0).fill(2, 0, 1), cipher.update("hello"), cipher.final(), cipher.getAuthTag()]);
    expect(frame).toEqual(sealed);
    expect(await new Opener(subtle, secrets[receiver].open).open(new Uint8Array(sealed))).toBe("hello");
    expect(await new Opener(subtle, secrets[sender].open).open(new Uint8Array(sealed))).toBeNull();
  });

  it("agree with the vectors of the protocol's documents", async () => {
    const vectors = JSON.parse(readFileSync(new URL("../../../docs/protocol/vectors.json", import.meta.url), "utf8"));
    expect([vectors.offerer.privateKey, vectors.answerer.privateKey]).toEqual([SCALARS.offerer, SCALARS.answerer]);
    for (const side of ["offerer", "answerer"] as const) {
      expect(own[side].commit).toBe(vectors[side].commit);
      expect(Buffer.from(openingFrame(own[side])).toString("hex")).toBe(vectors[side].openingFrame);
    }
    expect(secrets.offerer.emoji).toEqual(vectors.sas.emoji.map((i: number) => EMOJI[i]));
    const openers = { offerer: new Opener(subtle, secrets.answerer.open), answerer: new Opener(subtle, secrets.offerer.open) };
    for (const { from, plain, frame } of vectors.sealed) {
      expect(await openers[from as Side].open(new Uint8Array(Buffer.from(frame, "hex")))).toBe(plain);
    }
  });

  it("give other emoji when anything beneath them is another", async () => {
    const other = await makeKeys(subtle, 0);
    expect((await agree(subtle, "offerer", own.offerer, other)).emoji).not.toEqual(sas());
    const swapped = await digestOf(subtle, own.answerer.publicKey, 3);
    expect((await agree(subtle, "offerer", own.offerer, { ...own.answerer, digest: swapped })).emoji).not.toEqual(sas());
  });

  it("refuse a public key that is no point of the curve", async () => {
    const bent = own.answerer.publicKey.slice();
    bent[64]! ^= 1;
    await expect(agree(subtle, "offerer", own.offerer, { ...own.answerer, publicKey: bent })).rejects.toThrow();
  });

  it("cannot be taken out of the browser, and are new each time", async () => {
    const [one, two] = [await makeKeys(subtle, 1), await makeKeys(subtle, 1)];
    expect(one.privateKey.extractable).toBe(false);
    expect(one.commit).not.toBe(two.commit);
    expect(one.commit).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe("40 bits", () => {
  it("become six emoji from the first 36, most significant first", () => {
    expect(emojiOf(Uint8Array.of(0b000000_01, 0b1111_1111, 0b11_000010, 0b000100_10, 0b0000_1111))).toEqual(
      [0, 31, 63, 2, 4, 32].map((i) => EMOJI[i]),
    );
  });
});

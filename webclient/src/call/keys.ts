import { toBase64Url } from "../protocol/base64url.ts";
import { EMOJI } from "../protocol/emoji.ts";
import type { Role } from "../protocol/messages.ts";

/**
 * The key agreement of PROTOCOL: ECDH P-256 whose public keys are committed to before they are shown (so that nobody in
 * between can look for keys that give the same emoji), HKDF-SHA-256 (RFC 5869), a key per direction, and six emoji.
 * Private keys cannot be exported and are used for exactly one `matched`.
 */

export type Bytes = Uint8Array<ArrayBuffer>;

export const PUBLIC_KEY_BYTES = 65;
export const DIGEST_BYTES = 32;

export const WANTS_RELAY = 0b01;
export const SEES_LAN = 0b10;

export interface Keys {
  readonly privateKey: CryptoKey;
  /** Raw, uncompressed. */
  readonly publicKey: Bytes;
  readonly options: number;
  readonly digest: Bytes;
  /** What `join` carries. */
  readonly commit: string;
}

export interface Secrets {
  readonly seal: CryptoKey;
  readonly open: CryptoKey;
  /** Equal on both screens, or somebody sits in between. */
  readonly emoji: readonly string[];
}

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const ascii = new TextEncoder();

/** A fresh pair, committed together with the options byte. */
export async function makeKeys(subtle: SubtleCrypto, options: number): Promise<Keys> {
  const pair = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  return keysOf(subtle, pair, options);
}

export async function keysOf(subtle: SubtleCrypto, pair: CryptoKeyPair, options: number): Promise<Keys> {
  const publicKey = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const digest = await digestOf(subtle, publicKey, options);
  return { privateKey: pair.privateKey, publicKey, options, digest, commit: toBase64Url(digest) };
}

/** SHA-256(key ‖ options). */
export async function digestOf(subtle: SubtleCrypto, publicKey: Bytes, options: number): Promise<Bytes> {
  return new Uint8Array(await subtle.digest("SHA-256", join(publicKey, Uint8Array.of(options))));
}

/** @throws if the other's public key is no point of the curve */
export async function agree(
  subtle: SubtleCrypto,
  role: Role,
  mine: Keys,
  theirs: { readonly publicKey: Bytes; readonly digest: Bytes },
): Promise<Secrets> {
  const peerKey = await subtle.importKey("raw", theirs.publicKey, CURVE, false, []);
  const shared = await subtle.deriveBits({ name: "ECDH", public: peerKey }, mine.privateKey, 256);
  const secret = await subtle.importKey("raw", shared, "HKDF", false, ["deriveBits", "deriveKey"]);
  const salt = role === "offerer" ? join(mine.digest, theirs.digest) : join(theirs.digest, mine.digest);
  const hkdf = (info: Bytes) => ({ name: "HKDF", hash: "SHA-256", salt, info });
  const key = (sender: Bytes, use: "encrypt" | "decrypt") =>
    subtle.deriveKey(hkdf(join(ascii.encode("dropchat.v1 signal "), sender)), secret, { name: "AES-GCM", length: 256 }, false, [use]);
  const [seal, open, sas] = await Promise.all([
    key(mine.digest, "encrypt"),
    key(theirs.digest, "decrypt"),
    subtle.deriveBits(hkdf(ascii.encode("dropchat.v1 sas")), secret, 40),
  ]);
  return { seal, open, emoji: emojiOf(new Uint8Array(sas)) };
}

/** The first 36 of 40 bits, most significant first, as six indices. */
export function emojiOf(sas: Bytes): readonly string[] {
  const bits = sas.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
  return [34n, 28n, 22n, 16n, 10n, 4n].map((shift) => EMOJI[Number((bits >> shift) & 63n)]!);
}

function join(first: Bytes, second: Bytes): Bytes {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

import { PUBLIC_KEY_BYTES, type Bytes } from "./keys.ts";

/** The two kinds of signal: the opening frame, and everything after it, sealed. */

export const OPENING = 0x01;
export const SEALED = 0x02;
const COUNTER_BYTES = 12;
const TAG_BYTES = 16;

export interface Opening {
  readonly publicKey: Bytes;
  readonly options: number;
}

export function openingFrame({ publicKey, options }: Opening): Bytes {
  const frame = new Uint8Array(1 + PUBLIC_KEY_BYTES + 1);
  frame[0] = OPENING;
  frame.set(publicKey, 1);
  frame[1 + PUBLIC_KEY_BYTES] = options;
  return frame;
}

/** Null if it is none. */
export function openingIn(frame: Bytes): Opening | null {
  const fits = frame.length === 1 + PUBLIC_KEY_BYTES + 1 && frame[0] === OPENING;
  return fits ? { publicKey: frame.slice(1, 1 + PUBLIC_KEY_BYTES), options: frame[1 + PUBLIC_KEY_BYTES]! } : null;
}

/** Seals with AES-256-GCM; the IV is a counter that never repeats under its key. */
export class Sealer {
  #counter = 0n;

  constructor(
    private readonly subtle: SubtleCrypto,
    private readonly key: CryptoKey,
  ) {}

  async seal(json: string): Promise<Bytes> {
    const iv = counterBytes(this.#counter++);
    const sealed = await this.subtle.encrypt({ name: "AES-GCM", iv }, this.key, new TextEncoder().encode(json));
    const frame = new Uint8Array(1 + COUNTER_BYTES + sealed.byteLength);
    frame[0] = SEALED;
    frame.set(iv, 1);
    frame.set(new Uint8Array(sealed), 1 + COUNTER_BYTES);
    return frame;
  }
}

/** Opens what the other side sealed, each counter once and only upwards. Not to be called again before it has answered. */
export class Opener {
  #last = -1n;

  constructor(
    private readonly subtle: SubtleCrypto,
    private readonly key: CryptoKey,
  ) {}

  /** Null for a frame that is forged, repeated, late, or no sealed frame at all. */
  async open(frame: Bytes): Promise<string | null> {
    if (frame[0] !== SEALED || frame.length < 1 + COUNTER_BYTES + TAG_BYTES) return null;
    const iv = frame.slice(1, 1 + COUNTER_BYTES);
    const counter = iv.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n);
    if (counter <= this.#last) return null;
    try {
      const json = await this.subtle.decrypt({ name: "AES-GCM", iv }, this.key, frame.slice(1 + COUNTER_BYTES));
      this.#last = counter;
      return new TextDecoder("utf-8", { fatal: true }).decode(json);
    } catch {
      return null;
    }
  }
}

function counterBytes(counter: bigint): Bytes {
  const bytes = new Uint8Array(COUNTER_BYTES);
  new DataView(bytes.buffer).setBigUint64(COUNTER_BYTES - 8, counter);
  return bytes;
}

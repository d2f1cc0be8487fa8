import { fromBase64Url } from "../protocol/base64url.ts";
import { parseSignal, type Signal } from "../protocol/channel.ts";
import { LIMIT, type Role } from "../protocol/messages.ts";
import { OPENING, Opener, Sealer, openingFrame, openingIn } from "./frames.ts";
import { DIGEST_BYTES, SEES_LAN, WANTS_RELAY, agree, digestOf, type Bytes, type Keys } from "./keys.ts";

export interface HandshakeEvents {
  send(frame: Bytes): void;
  /** Keys are agreed. Comes once, before any signal. */
  agreed(options: { readonly wantsRelay: boolean; readonly seesLan: boolean }): void;
  /** The first sealed frame has opened: what it proves may be shown. */
  proven(emoji: readonly string[]): void;
  signal(signal: Signal): void;
  /** Somebody may sit in between. Nothing more comes. */
  mismatch(): void;
}

/** Whether a peer's commit is one at all, and not our own thrown back at us. If not, our key must not be shown. */
export function acceptableCommit(commit: string | null, keys: Keys): boolean {
  return commit !== null && commit !== keys.commit && fromBase64Url(commit)?.length === DIGEST_BYTES;
}

/** Opening frames, then sealed ones, of one `matched`: from its commit on for as long as the talk lasts. */
export class Handshake {
  readonly #subtle: SubtleCrypto;
  readonly #keys: Keys;
  readonly #role: Role;
  readonly #commit: string;
  readonly #events: HandshakeEvents;
  #opened = false;
  #proven = false;
  #over = false;
  #sealer: Sealer | null = null;
  #opener: Opener | null = null;
  #emoji: readonly string[] = [];
  #sending: Promise<void> = Promise.resolve();

  /** @param commit an acceptable one */
  constructor(subtle: SubtleCrypto, role: Role, keys: Keys, commit: string, events: HandshakeEvents) {
    this.#subtle = subtle;
    this.#role = role;
    this.#keys = keys;
    this.#commit = commit;
    this.#events = events;
  }

  begin(): void {
    this.#events.send(openingFrame(this.#keys));
  }

  /** Frames one after the other: the next only when this promise is settled. Never rejects. */
  async receive(frame: Bytes): Promise<void> {
    if (this.#over) return;
    if (frame[0] === OPENING) return this.#receiveOpening(frame);
    const json = await this.#opener?.open(frame);
    if (json == null || this.#over) return;
    if (!this.#proven) {
      this.#proven = true;
      this.#events.proven(this.#emoji);
    }
    const signal = parseSignal(json);
    if (signal) this.#events.signal(signal);
  }

  /** Sealed in the order of the calls. Before the keys are agreed there is nothing to say, and it is dropped. */
  send(signal: Signal): void {
    this.#sending = this.#sending.then(async () => {
      const frame = await this.#sealer?.seal(JSON.stringify(signal));
      if (frame && frame.length <= LIMIT.signalBytes && !this.#over) this.#events.send(frame);
    });
  }

  close(): void {
    this.#over = true;
  }

  async #receiveOpening(frame: Bytes): Promise<void> {
    const opening = openingIn(frame);
    if (this.#opened || !opening) return this.#mismatch();
    this.#opened = true;
    const digest = await digestOf(this.#subtle, opening.publicKey, opening.options);
    const committed = fromBase64Url(this.#commit);
    if (!digest.every((byte, i) => byte === committed?.[i])) return this.#mismatch();
    try {
      const secrets = await agree(this.#subtle, this.#role, this.#keys, { publicKey: opening.publicKey, digest });
      if (this.#over) return;
      this.#sealer = new Sealer(this.#subtle, secrets.seal);
      this.#opener = new Opener(this.#subtle, secrets.open);
      this.#emoji = secrets.emoji;
    } catch {
      return this.#mismatch();
    }
    const { options } = opening;
    this.#events.agreed({ wantsRelay: (options & WANTS_RELAY) !== 0, seesLan: (options & SEES_LAN) !== 0 });
  }

  #mismatch(): void {
    this.#over = true;
    this.#events.mismatch();
  }
}

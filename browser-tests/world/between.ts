import type { WebSocketRoute } from "@playwright/test";
import { Opener, OPENING, openingFrame, openingIn, SEALED, Sealer } from "../../webclient/src/call/frames.ts";
import { agree, type Bytes, digestOf, type Keys, makeKeys, type Secrets } from "../../webclient/src/call/keys.ts";
import type { Role } from "../../webclient/src/protocol/messages.ts";

const subtle = globalThis.crypto.subtle;

/** What a dishonest node may do with what passes. */
export type Lie = "nothing" | "keys" | "commits" | "commits and keys" | "keys before theirs" | "keys after theirs" | "keys at reopened" | "no commit" | "their own commit back";

interface Matched {
  readonly type: string;
  readonly role: Role;
  peer: { commit: string | null };
}

/** The wire between one page and the server, and what is done to it. One after the other, in order. */
class Wire {
  /** Ours towards this page. */
  keys!: Keys;
  secrets: Secrets | null = null;
  role: Role = "offerer";
  ownCommit = "";
  /** It was matched, and has left since. */
  left = false;
  readonly frames: Bytes[] = [];
  toPage: (message: string | Buffer) => void = () => {};
  #turn: Promise<void> = Promise.resolve();

  inTurn(handle: () => Promise<void>): void {
    this.#turn = this.#turn.then(handle);
  }
}

/**
 * A node that lies: it sits on both people's wires. With their commits and keys replaced by its own it can read and
 * change all that is sealed, as long as nobody compares six emoji.
 */
export class Between {
  /** What of the sealed it could read. */
  readonly read: string[] = [];
  /** All that passed, both ways, as it came: what an honest node sees. */
  readonly passed: string[] = [];
  readonly #lie: Lie;
  readonly #wires: Wire[] = [];

  constructor(lie: Lie) {
    this.#lie = lie;
  }

  /** To be given to each of the two as they arrive. */
  readonly sits = async (route: WebSocketRoute): Promise<void> => {
    const wire = new Wire();
    wire.keys = await makeKeys(subtle, 0b10);
    this.#wires.push(wire);
    const server = route.connectToServer();
    wire.toPage = (message) => route.send(message);
    route.onMessage((message) => wire.inTurn(async () => server.send(await this.#fromPage(wire, this.#overhear(message)))));
    server.onMessage((message) => wire.inTurn(async () => this.#toPage(wire, this.#overhear(message))));
  };

  #overhear(message: string | Buffer): string | Buffer {
    this.passed.push(typeof message === "string" ? message : message.toString("latin1"));
    return message;
  }

  async #fromPage(wire: Wire, message: string | Buffer): Promise<string | Buffer> {
    if (typeof message === "string") {
      const said = JSON.parse(message) as { type: string; commit?: string };
      if (said.type === "join" && said.commit) wire.ownCommit = said.commit;
      if (said.type === "leave") wire.left = true;
      return message;
    }
    const frame = Uint8Array.from(message);
    wire.frames.push(frame);
    if (this.#lie !== "commits and keys") return message;
    const opening = openingIn(frame);
    if (opening) {
      const digest = await digestOf(subtle, opening.publicKey, opening.options);
      wire.secrets = await agree(subtle, wire.role === "offerer" ? "answerer" : "offerer", wire.keys, { publicKey: opening.publicKey, digest });
      return message;
    }
    return Buffer.from((await this.#resealed(wire, frame)) ?? frame);
  }

  /** Opened with what was agreed with the one, sealed with what was agreed with the other. */
  readonly #ways = new Map<Wire, { opener: Opener; sealer: Sealer }>();

  async #resealed(from: Wire, frame: Bytes): Promise<Bytes | null> {
    const to = this.#wires.find((wire) => wire !== from)!;
    if (frame[0] !== SEALED || !from.secrets || !to.secrets) return null;
    const way = this.#ways.get(from) ?? { opener: new Opener(subtle, from.secrets.open), sealer: new Sealer(subtle, to.secrets.seal) };
    this.#ways.set(from, way);
    const json = await way.opener.open(frame);
    if (json === null) return null;
    this.read.push(json);
    return way.sealer.seal(json);
  }

  async #toPage(wire: Wire, message: string | Buffer): Promise<void> {
    if (typeof message === "string") {
      const said = JSON.parse(message) as Matched;
      wire.toPage(said.type === "matched" ? JSON.stringify(this.#matched(wire, said)) : message);
      if (said.type === "reopened" && this.#lie === "keys at reopened") wire.toPage(Buffer.from(openingFrame(wire.keys)));
      return;
    }
    if (message[0] !== OPENING) return wire.toPage(message);
    const ours = Buffer.from(openingFrame(wire.keys));
    const lies: Partial<Record<Lie, Buffer[]>> = {
      keys: [ours],
      "commits and keys": [ours],
      "keys before theirs": [ours, message],
      "keys after theirs": [message, ours],
    };
    for (const frame of lies[this.#lie] ?? [message]) wire.toPage(frame);
  }

  #matched(wire: Wire, matched: Matched): Matched {
    wire.role = matched.role;
    wire.left = false;
    const lies: Partial<Record<Lie, string | null>> = {
      commits: wire.keys.commit,
      "commits and keys": wire.keys.commit,
      "no commit": null,
      "their own commit back": wire.ownCommit,
    };
    const commit = this.#lie in lies ? lies[this.#lie]! : matched.peer.commit;
    return { ...matched, peer: { ...matched.peer, commit } };
  }

  get someoneLeft(): boolean {
    return this.#wires.some(({ left }) => left);
  }

  /** How many opening frames the pages have shown. */
  get shown(): number {
    return this.#wires.flatMap(({ frames }) => frames).filter((frame) => frame[0] === OPENING).length;
  }
}

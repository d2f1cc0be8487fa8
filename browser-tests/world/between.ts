import type { WebSocketRoute } from "@playwright/test";
import { Opener, OPENING, openingIn, SEALED, Sealer } from "../../webclient/src/call/frames.ts";
import { agree, type Bytes, digestOf, type Keys, makeKeys, type Secrets } from "../../webclient/src/call/keys.ts";
import { atConnected, inPlaceOf, type Lie, type Matched, type Victim } from "./lies.ts";

const subtle = globalThis.crypto.subtle;

/** The wire between one page and the server, and what is done to it. One after the other, in order. */
class Wire implements Victim {
  keys!: Keys;
  secrets: Secrets | null = null;
  matched: Matched | null = null;
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
  readonly #liedTo: "both" | "one";
  readonly #wires: Wire[] = [];

  /** @param liedTo one: the first to arrive, while all that comes to the other is left as it is */
  constructor(lie: Lie, liedTo: "both" | "one" = "both") {
    this.#lie = lie;
    this.#liedTo = liedTo;
  }

  /** What is done to what comes to this page. */
  #lieTo(wire: Wire): Lie {
    return this.#liedTo === "both" || wire === this.#wires[0] ? this.#lie : "nothing";
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
      if (said.type === "connected") for (const lie of atConnected(this.#lieTo(wire), wire)) wire.toPage(lie);
      return message;
    }
    const frame = Uint8Array.from(message);
    wire.frames.push(frame);
    if (this.#lieTo(wire) !== "other commits and keys") return message;
    const opening = openingIn(frame);
    if (opening) {
      const digest = await digestOf(subtle, opening.publicKey, opening.options);
      wire.secrets = await agree(subtle, wire.matched?.role === "offerer" ? "answerer" : "offerer", wire.keys, { publicKey: opening.publicKey, digest });
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

  #toPage(wire: Wire, message: string | Buffer): void {
    const said = typeof message === "string" ? (JSON.parse(message) as Matched) : null;
    if (said?.type === "matched") {
      wire.matched = said;
      wire.left = false;
    }
    for (const each of inPlaceOf(message, this.#lieTo(wire), wire)) wire.toPage(each);
  }

  get someoneLeft(): boolean {
    return this.#wires.some(({ left }) => left);
  }

  /** How many opening frames the pages have shown. */
  get shown(): number {
    return this.#wires.flatMap(({ frames }) => frames).filter((frame) => frame[0] === OPENING).length;
  }
}

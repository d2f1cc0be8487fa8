import type { Keys } from "../call/keys.ts";
import type { ClientMessage } from "../protocol/messages.ts";
import type { Calls, Parts } from "./options.ts";
import type { State } from "./state.ts";

const LOAD_AGAIN_MS = 3_000;

/** A join that was sent. */
export interface Joined {
  readonly keys: Keys;
  readonly calls: Calls;
  readonly hides: boolean;
}

export type JoiningParts = Pick<Parts, "clock" | "subtle" | "loadCalls" | "reload">;

/** Joins the line, each time with a key pair of its own, which serves one match at most. */
export class Joining {
  readonly #parts: JoiningParts;
  readonly #send: (message: ClientMessage) => boolean;
  readonly #state: () => State;
  #joined: Joined | null = null;
  /** Counts what makes keys underway unwanted. */
  #search = 0;

  constructor(parts: JoiningParts, send: (message: ClientMessage) => boolean, state: () => State) {
    this.#parts = parts;
    this.#send = send;
    this.#state = state;
  }

  /** As soon as its keys are made, unless it is called off or replaced before. */
  async join(again = false): Promise<void> {
    const search = ++this.#search;
    const { welcome, wishes } = this.#state();
    const wantsRelay = wishes.hideAddress || welcome?.relay === "required";
    try {
      const calls = await this.#parts.loadCalls();
      const keys = await calls.keysForCall(this.#parts.subtle, wantsRelay, welcome?.lan === true);
      if (search !== this.#search) return;
      const { languages, interests, hideAddress: hides } = wishes;
      const { avoid } = this.#state();
      if (this.#send({ type: "join", languages, interests, commit: keys.commit, avoid })) this.#joined = { keys, calls, hides };
    } catch {
      if (search === this.#search) this.#notLoaded(search, again);
    }
  }

  callOff(): void {
    this.#search++;
  }

  /** One's own wish always holds: the latest join hid, or did not, and by now the other is wished for. The next one is underway. */
  get outdated(): boolean {
    return this.#joined !== null && this.#joined.hides !== this.#state().wishes.hideAddress;
  }

  /** The latest join, for its match. */
  take(): Joined | null {
    this.callOff();
    const joined = this.#joined;
    this.#joined = null;
    return joined;
  }

  /** Where the server answers and has no such code any more, the server is newer than this page: start afresh. */
  #notLoaded(search: number, again: boolean): void {
    if (again && this.#state().link.is === "open") this.#parts.reload();
    else this.#parts.clock.after(LOAD_AGAIN_MS, () => search === this.#search && this.join(true));
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { createInterface, type Interface } from "node:readline";

export type Home = "ada" | "bob";

/** Of each host from the beginning: `internet` gives them. */
export const SERVER = "203.0.113.10";
export const TURN = "203.0.113.20";
export const ADDRESSES = {
  ada: { own: "192.168.11.2", public: "203.0.113.101" },
  bob: { own: "192.168.22.2", public: "203.0.113.102" },
} as const;

let made = 0;

/** Two homes behind NATs, a server and a TURN server, in network namespaces of this machine: see `internet`. */
export class Internet {
  readonly #name = `dcnat${process.pid}-${++made}`;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  /** Somebody's address has changed, so that their browser has something to complain of. */
  changed = false;

  private constructor() {
    this.#process = spawn(`${import.meta.dirname}/internet`, [this.#name], { stdio: ["pipe", "pipe", "inherit"] });
    const lines: Interface = createInterface(this.#process.stdout!);
    this.#lines = lines[Symbol.asyncIterator]();
  }

  static async make(): Promise<Internet> {
    const internet = new Internet();
    await internet.#answer();
    return internet;
  }

  /** The namespace of a host. */
  hostOf(host: Home | "server" | "turn"): string {
    return `${this.#name}-${host}`;
  }

  /** Its NAT takes another port towards each host (RFC 4787: address and port-dependent mapping). */
  async symmetric(home: Home): Promise<void> {
    await this.#say(`symmetric ${home}`);
  }

  async noUdp(home: Home): Promise<void> {
    await this.#say(`no-udp ${home}`);
  }

  async newAddress(home: Home, address: string): Promise<void> {
    this.changed = true;
    await this.#say(`new-address ${home} ${address}`);
  }

  async newPublicAddress(home: Home, address: string): Promise<void> {
    this.changed = true;
    await this.#say(`new-public ${home} ${address}`);
  }

  /** Beside its own, and with no way to any other. */
  async ipv6(host: "server" | "turn", address: string): Promise<void> {
    await this.#say(`ipv6 ${host} ${address}`);
  }

  /** From where anything came to this home. */
  async visitorsOf(home: Home): Promise<string[]> {
    return (await this.#say(`visitors ${home}`)).sort();
  }

  /** And all that runs in it. */
  async end(): Promise<void> {
    this.#process.stdin!.end();
    if (this.#process.exitCode === null) await new Promise((resolve) => this.#process.once("exit", resolve));
  }

  async #say(command: string): Promise<string[]> {
    this.#process.stdin!.write(`${command}\n`);
    return this.#answer();
  }

  async #answer(): Promise<string[]> {
    const said: string[] = [];
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`no Internet: ${said.join("\n")}`);
      if (value.endsWith("ok")) return value.split(" ").slice(0, -1);
      said.push(value);
    }
  }
}

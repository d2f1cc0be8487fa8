import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect } from "@playwright/test";

export const home = `${import.meta.dirname}/../..`;
export const jar = process.env["JAR"] ?? "signaling-node/target/dropchat.jar";
export const java = execFileSync("config/find-java", { cwd: home, encoding: "utf8" }).trim();

/** One real server process, on loopback ports of its own. Dies with the test that started it. */
export class Server {
  /** All that the process has written. */
  log = "";
  /** It was killed once, so that the browsers have something to complain of. */
  killed = false;
  readonly port: number;
  readonly #managementPort: number;
  #settings: readonly string[];
  #process: ChildProcess | null = null;

  private constructor([port, managementPort]: readonly [number, number], settings: readonly string[]) {
    this.port = port;
    this.#managementPort = managementPort;
    this.#settings = settings;
  }

  static async start(...settings: string[]): Promise<Server> {
    const server = new Server(await twoFreePorts(), settings);
    process.on("exit", () => server.#process?.kill("SIGKILL")); // whatever becomes of the test
    await server.startAgain();
    return server;
  }

  /** On the same ports, with the same settings unless others are given; settled when it is ready. */
  async startAgain(...settings: string[]): Promise<void> {
    if (settings.length > 0) this.#settings = settings;
    const ports = ["--port", `${this.port}`, "--management-port", `${this.#managementPort}`, "--drain", "0s"];
    const started = spawn(java, ["@config/jvm.options", "-jar", jar, ...ports, ...this.#settings], { cwd: home, env: environment() });
    for (const stream of [started.stdout, started.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (this.log += text));
    this.#process = started;
    await expect.poll(() => this.#isReady(), { message: "the server is ready", timeout: 60_000, intervals: [50] }).toBe(true);
  }

  /** At once, as a power cut would. */
  async kill(): Promise<void> {
    this.killed = true;
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const exit = once(running, "exit");
    running.kill(signal);
    await exit;
  }

  async #isReady(): Promise<boolean> {
    if (this.#process?.exitCode !== null) throw new Error(`the server ended: ${this.log}`);
    return fetch(`http://127.0.0.1:${this.#managementPort}/health/ready`).then(({ ok }) => ok, () => false);
  }
}

/** Without DROPCHAT_ settings: these are tests of the defaults, and of what each test sets. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DROPCHAT_")));
}

async function twoFreePorts(): Promise<[number, number]> {
  const listeners = [createServer(), createServer()] as const;
  for (const listener of listeners) await once(listener.listen(0, "127.0.0.1"), "listening");
  const ports = listeners.map((listener) => (listener.address() as AddressInfo).port) as [number, number];
  for (const listener of listeners) await once(listener.close(), "close");
  return ports;
}

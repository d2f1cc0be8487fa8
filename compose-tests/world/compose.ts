import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const home = join(import.meta.dirname, "../..");

/** Of its own in name, port, addresses and networks: what else runs on this machine is left alone. */
const project = "dropchat-compose-tests";
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("DROPCHAT_"))),
  COMPOSE_PROJECT_NAME: project,
  DROPCHAT_PORT: "18080",
  DROPCHAT_PUBLIC_ADDRESS: "127.0.0.7",
  DROPCHAT_NETWORK: "172.29",
};

/** As config/turnserver.conf says. */
const FIRST_RELAY = 49_160;
const LAST_RELAY = 49_199;

export const PORT = 18_080;
export const ORIGIN = `http://localhost:${PORT}`;

export type Service = "proxy" | "signaling" | "matchmaker" | "turn";
export const OURS: readonly Service[] = ["signaling", "matchmaker"];
export const ALL: readonly Service[] = [...OURS, "proxy", "turn"];

/** What an operator types, told on the way if it takes long; settled when all is healthy. */
export async function up(...options: string[]): Promise<void> {
  const compose = spawn("docker", ["compose", "up", "--detach", "--wait", ...options], { cwd: home, env: environment, stdio: ["ignore", 2, 2] });
  const [code] = (await once(compose, "exit")) as [number | null];
  if (code !== 0) throw new Error(`docker compose up ended with ${code}\n${await log()}`);
}

/** Everything of the project goes; the image stays, for the next time. */
export async function down(): Promise<void> {
  await docker("compose", "down", "--volumes", "--remove-orphans", "--timeout", "1");
}

/** Every container, network and volume of the project. */
export async function remains(): Promise<string[]> {
  const ours = ["--quiet", "--filter", `label=com.docker.compose.project=${project}`];
  const all = await Promise.all([docker("ps", "--all", ...ours), docker("network", "ls", ...ours), docker("volume", "ls", ...ours)]);
  return all.flatMap(lines);
}

/** Names of the containers that run, the first started first. */
export async function containers(...services: Service[]): Promise<string[]> {
  return lines(await docker("compose", "ps", "--format", "{{.Name}}", ...services)).sort();
}

/** At once, as a power cut would. Docker does not start it again by itself. */
export async function kill(...names: string[]): Promise<void> {
  await docker("kill", ...names);
}

export async function start(...names: string[]): Promise<void> {
  await docker("start", ...names);
  await healthy(names);
}

/** Gracefully; settled when it is healthy again. */
export async function restart(...names: string[]): Promise<void> {
  await docker("restart", "--time", "20", ...names);
  await healthy(names);
}

/** Nothing in it runs, and nothing of it is closed. */
export async function freeze(...names: string[]): Promise<void> {
  await docker("pause", ...names);
}

/** Settled when it has ended, as nobody counts with it any more, and Docker has started it anew. */
export async function thaw(...names: string[]): Promise<void> {
  const before = await starts(names);
  await docker("unpause", ...names);
  await until(async () => (await starts(names)).every((start, i) => start !== before[i]), `still the same: ${names}`);
  await healthy(names);
}

async function starts(names: readonly string[]): Promise<string[]> {
  return (await inspect(...names)).map(({ State }) => State.StartedAt);
}

async function healthy(names: readonly string[]): Promise<void> {
  await until(async () => (await inspect(...names)).every(({ State }) => State.Health.Status === "healthy"), `not healthy: ${names}`);
}

async function until(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${otherwise}
${await log()}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // to ask costs 75 ms of a processor that others need
  }
}

/** What a process of ours counts, by the name Prometheus knows it under. People are counted in steps of eight. */
export async function metric(container: string, name: string): Promise<number> {
  const ask = "exec 3<>/dev/tcp/127.0.0.1/9090 && printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3";
  const line = lines(await docker("exec", container, "bash", "-c", ask)).find((each) => each.startsWith(`${name} `));
  return line === undefined ? Number.NaN : Number(line.split(" ")[1]);
}

/** Those of them in which a metric is not nought. */
export async function having(name: string, among: readonly string[]): Promise<string[]> {
  const values = await Promise.all(among.map((container) => metric(container, name)));
  return among.filter((_, i) => values[i]! > 0);
}

export interface Inspected {
  readonly Name: string;
  readonly Mounts: unknown[];
  readonly State: { readonly StartedAt: string; readonly Health: { readonly Status: string } };
  readonly Config: { readonly User: string; readonly StopTimeout: number; readonly Healthcheck?: { readonly Test: string[] } };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapAdd: string[] | null;
    readonly CapDrop: string[];
    readonly SecurityOpt: string[];
    readonly Memory: number;
    readonly MemorySwap: number;
    readonly PidsLimit: number;
    readonly Privileged: boolean;
    readonly PortBindings: Record<string, unknown>;
    readonly Tmpfs?: Record<string, string>;
  };
  readonly NetworkSettings: { readonly Networks: Record<string, { readonly IPAddress: string }> };
}

export async function inspect(...names: string[]): Promise<Inspected[]> {
  return JSON.parse(await docker("inspect", ...names)) as Inspected[];
}

/** Ports that TURN relays at (proc(5), net/udp: after the address in hexadecimal). */
export async function relays(): Promise<number[]> {
  const [turn] = await containers("turn");
  const ports = lines(await docker("exec", turn!, "cat", "/proc/net/udp")).map((line) => Number.parseInt(line.split(":")[2] ?? "", 16));
  return ports.filter((port) => port >= FIRST_RELAY && port <= LAST_RELAY);
}

/** What a container has changed in its file system. */
export async function changes(name: string): Promise<string[]> {
  return lines(await docker("diff", name));
}

export function log(...services: Service[]): Promise<string> {
  return docker("compose", "logs", "--no-color", ...services);
}

/** Runs a line of bash as another machine, in the network that the proxy meets the clients in. */
export function elsewhere(line: string): Promise<string> {
  return docker("run", "--rm", "--network", `${project}_outside`, "--entrypoint", "bash", "dropchat", "-c", line);
}

async function docker(...command: string[]): Promise<string> {
  const { stdout } = await run("docker", command, { cwd: home, env: environment, maxBuffer: 1 << 24 });
  return stdout;
}

function lines(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "@playwright/test";
import { environment, home, jar, java } from "../world/server.ts";
import { SERVER, TURN } from "./internet.ts";

export const SECRET = "only for these tests";
const PORT = 8080;

/** To be opened by everybody. */
export const ORIGIN = `http://${SERVER}:${PORT}`;

/** A process on a host of the Internet, with which it ends. */
export interface Service {
  readonly process: ChildProcess;
  /** All that it has written. */
  log: string;
}

/** Our server with STUN and TURN, as config/dropchat.yaml would be written for it. */
export async function serve(host: string): Promise<Service> {
  const ice = ["--ice-relay", "optional", "--ice-stun-urls", `stun:${TURN}:3478`, "--ice-turn-secret", SECRET];
  const turn = ["--ice-turn-urls", `turn:${TURN}:3478?transport=udp,turn:${TURN}:3478?transport=tcp`];
  const where = ["--host", SERVER, "--port", `${PORT}`, "--management-host", "127.0.0.1", "--management-port", "9090"];
  const server = start(host, java, "@config/jvm.options", "-jar", jar, ...where, ...ice, ...turn);
  await expect.poll(() => answers(host, "config/ready"), { message: "the server is ready", timeout: 60_000, intervals: [100] }).toBe(true);
  return server;
}

/** coturn with our configuration; what is given here beside it, docker-compose.yml gives, too. `tracer`: it runs under this command. */
export async function relay(host: string, also: readonly string[] = [], tracer: readonly string[] = []): Promise<Service> {
  const own = ["-c", `${home}/config/turnserver.conf`, `--listening-ip=${TURN}`, `--relay-ip=${TURN}`, `--static-auth-secret=${SECRET}`];
  const turn = start(host, ...tracer, "turnserver", ...own, ...also);
  const listening = `exec 3<>/dev/tcp/${TURN}/3478`;
  await expect.poll(() => answers(host, "bash", "-c", listening), { message: "TURN is there", intervals: [100] }).toBe(true);
  return turn;
}

/** At once, as a power cut would. */
export async function kill({ process }: Service): Promise<void> {
  const exit = once(process, "exit");
  process.kill("SIGKILL");
  await exit;
}

function start(host: string, ...command: string[]): Service {
  const started = spawn("ip", ["netns", "exec", host, ...command], { cwd: home, env: environment() });
  const service: Service = { process: started, log: "" };
  for (const stream of [started.stdout, started.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (service.log += text));
  return service;
}

function answers(host: string, ...command: string[]): boolean {
  try {
    execFileSync("ip", ["netns", "exec", host, ...command], { cwd: home, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

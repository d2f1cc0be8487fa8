import { describe, expect, it } from "vitest";
import { FakeClock, ScriptedServer, WELCOME } from "../../test/fakes.ts";
import type { IceServer } from "../protocol/messages.ts";
import { diagnose, serversFor, type DiagnosisParts, type Outcome } from "./diagnosis.ts";
import { adviceOf, summaryOf } from "./summary.ts";

const SERVERS: readonly IceServer[] = [
  { urls: ["stun:stun.example.org"] },
  { urls: ["turn:192.0.2.1:3478", "turn:192.0.2.1?transport=tcp", "turns:turn.example.org"], username: "secret-user", credential: "secret-word" },
];

/** Finds through each server what a test says it does. */
class FakeConnection {
  static finds: Record<string, string> = {};
  static asked: RTCConfiguration[] = [];
  onicecandidate: ((event: object) => void) | null = null;
  onicegatheringstatechange: (() => void) | null = null;
  iceGatheringState = "gathering";
  constructor(private readonly configuration: RTCConfiguration) {
    FakeConnection.asked.push(configuration);
  }
  createDataChannel(): void {}
  close(): void {}
  async setLocalDescription(): Promise<void> {
    const url = (this.configuration.iceServers![0]!.urls as string[])[0]!;
    this.onicecandidate?.({ candidate: { candidate: "candidate:1 1 udp 2122260223 192.168.1.7 5 typ host" } });
    const type = FakeConnection.finds[url];
    if (type) this.onicecandidate?.({ candidate: { candidate: `candidate:2 1 udp 1 203.0.113.9 6 typ ${type} raddr 192.168.1.7 rport 5` } });
    this.iceGatheringState = "complete";
    this.onicegatheringstatechange?.();
  }
}

function parts(server: ScriptedServer, devices: Partial<MediaDevices> | undefined): { parts: DiagnosisParts; clock: FakeClock } {
  const clock = new FakeClock();
  const all = { url: "ws://node/signal", clock, WebSocket: server.WebSocket, devices, RTCPeerConnection: FakeConnection };
  return { parts: all as unknown as DiagnosisParts, clock };
}

const microphone = { getUserMedia: async () => ({ getTracks: () => [] }) as unknown as MediaStream };

describe("the diagnosis", () => {
  it("tests every way by itself, and says of each whether it works", async () => {
    FakeConnection.finds = { "stun:stun.example.org": "srflx", "turn:192.0.2.1?transport=tcp": "relay", "turns:turn.example.org": "host" };
    FakeConnection.asked = [];
    const server = new ScriptedServer();
    const told: Outcome[] = [];
    const done = diagnose(parts(server, microphone).parts, (outcome) => told.push(outcome));
    await expect.poll(() => server.sockets.length).toBe(1);
    server.latest.says({ ...WELCOME, iceServers: SERVERS, relay: "optional" });
    const outcome = await done;
    expect(outcome).toEqual({
      verdicts: { "microphone": "works", "server": "works", "stun": "works", "turn-udp": "fails", "turn-tcp": "works", "turn-tls": "fails" }, relay: "optional",
    });
    expect(FakeConnection.asked.map(({ iceTransportPolicy }) => iceTransportPolicy)).toEqual(["all", "relay", "relay", "relay"]);
    expect([...new Set(told.map(({ verdicts }) => verdicts.microphone))]).toEqual(["unanswered", "works"]);
    expect(server.latest.readyState).toBe(3);
  });

  it("does not hold a silent server against the ways, nor what is not offered", async () => {
    const server = new ScriptedServer();
    const { parts: mute, clock } = parts(server, undefined);
    const done = diagnose(mute, () => {});
    await expect.poll(() => server.sockets.length).toBe(1);
    clock.pass(10_000);
    expect((await done).verdicts).toEqual({
      "microphone": "insecure", "server": "fails", "stun": "unknown", "turn-udp": "unknown", "turn-tcp": "unknown", "turn-tls": "unknown",
    });

    const poor = new ScriptedServer();
    const again = diagnose(parts(poor, microphone).parts, () => {});
    await expect.poll(() => poor.sockets.length).toBe(1);
    poor.latest.says({ ...WELCOME, relay: "none" });
    expect((await again).verdicts).toMatchObject({ "server": "works", "stun": "absent", "turn-udp": "absent" });
  });

  it("waits for nobody who leaves the browser's question about the microphone open, and takes a late answer", async () => {
    const server = new ScriptedServer();
    let allow = () => {};
    const asked = new Promise<MediaStream>((answer) => (allow = () => void microphone.getUserMedia().then(answer)));
    const told: Outcome[] = [];
    const { parts: open, clock } = parts(server, { getUserMedia: () => asked });
    const done = diagnose(open, (outcome) => told.push(outcome));
    await expect.poll(() => server.sockets.length).toBe(1);
    server.latest.says({ ...WELCOME, relay: "none" });
    await expect.poll(() => told.at(-1)?.verdicts).toMatchObject({ "microphone": "unanswered", "server": "works", "turn-tls": "absent" });
    clock.pass(10_000);
    const outcome = await done;
    expect([outcome.verdicts.microphone, adviceOf(outcome)]).toEqual(["unanswered", ["microphone"]]);
    allow();
    await expect.poll(() => told.at(-1)?.verdicts.microphone).toBe("works");
  });

  it.each([
    ["optional", "works", "works", ["fine"]],
    ["none", "works", "absent", ["fine"]],
    ["none", "absent", "absent", ["apart"]],
    ["optional", "fails", "works", ["fine"]],
    ["optional", "works", "fails", ["fine", "relay"]],
    ["preferred", "absent", "fails", ["network"]],
    ["optional", "fails", "fails", ["network"]],
    ["required", "works", "fails", ["network"]],
    ["required", "fails", "works", ["fine"]],
  ] as const)("where a relay is %s, the direct way %s and one relay of several %s, advises %j", (relay, stun, turn, advice) => {
    const verdicts = { "microphone": "works", "server": "works", stun, "turn-udp": turn === "works" ? "fails" : turn, "turn-tcp": turn, "turn-tls": "absent" } as const;
    expect(adviceOf({ verdicts, relay })).toEqual(advice);
    expect(adviceOf({ verdicts: { ...verdicts, server: "fails" }, relay })).toEqual(["server"]);
    expect(adviceOf({ verdicts: { ...verdicts, microphone: "denied" }, relay })).toEqual(["microphone"]);
  });

  it("sums up without an address, a name or a secret", async () => {
    const server = new ScriptedServer();
    const done = diagnose(parts(server, microphone).parts, () => {});
    await expect.poll(() => server.sockets.length).toBe(1);
    server.latest.says({ ...WELCOME, iceServers: SERVERS });
    const summary = summaryOf(await done, "Mozilla/5.0 (X11; 10.0.0.7) AppleWebKit/537.36 Chrome/142.0.7444.1 Safari/537.36");
    expect(summary).toContain("TURN over UDP: fails");
    expect(summary).toContain("Browser: Chromium 142");
    expect(summary).not.toMatch(/\d+\.\d+|example|secret|typ|:\d/);
  });

  it("knows each server's way by its address", () => {
    const urls = (way: Parameters<typeof serversFor>[0]) => serversFor(way, SERVERS).flatMap((server) => server.urls);
    expect(urls("stun")).toEqual(["stun:stun.example.org"]);
    expect(urls("turn-udp")).toEqual(["turn:192.0.2.1:3478"]);
    expect(urls("turn-tcp")).toEqual(["turn:192.0.2.1?transport=tcp"]);
    expect(urls("turn-tls")).toEqual(["turns:turn.example.org"]);
    expect(serversFor("turn-tls", SERVERS)[0]).toMatchObject({ username: "secret-user", credential: "secret-word" });
  });
});

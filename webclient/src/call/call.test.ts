import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock, MATCHED } from "../../test/fakes.ts";
import { Call, type CallEvent, type CallParts } from "./call.ts";
import { openingFrame } from "./frames.ts";
import { SEES_LAN, WANTS_RELAY, makeKeys, type Bytes, type Keys } from "./keys.ts";

const { subtle } = globalThis.crypto;

class FakeConnection {
  signalingState = "stable";
  iceConnectionState = "new";
  ontrack: ((event: object) => void) | null = null;
  oniceconnectionstatechange: (() => void) | null = null;
  ondatachannel: ((event: object) => void) | null = null;
  channel = { readyState: "connecting", bufferedAmount: 0, sent: [] as string[], onopen: null as (() => void) | null, send: (json: string) => void this.channel.sent.push(json) };
  closed = false;
  restarts = 0;
  roundTripSeconds = 0.05;
  bits: number | undefined;
  readonly senders = [{
    replaced: false,
    replaceTrack: async () => void (this.senders[0]!.replaced = true),
    getParameters: () => ({ encodings: [{} as { maxBitrate?: number }] }),
    setParameters: async ({ encodings }: { encodings: { maxBitrate?: number }[] }) => void (this.bits = encodings[0]!.maxBitrate),
  }];
  constructor(public configuration: RTCConfiguration) {}
  createDataChannel = () => this.channel;
  addTrack(): void {}
  getSenders = () => this.senders;
  getStats = async () => new Map([["pair", { type: "candidate-pair", nominated: true, state: "succeeded", currentRoundTripTime: this.roundTripSeconds }]]);
  getConfiguration = () => this.configuration;
  setConfiguration = (configuration: RTCConfiguration) => void (this.configuration = configuration);
  restartIce = () => void this.restarts++;
  close = () => void (this.closed = true);
}

let clock: FakeClock;
let connections: FakeConnection[];
let sent: Bytes[];
let events: CallEvent[];

beforeEach(() => {
  clock = new FakeClock();
  [connections, sent, events] = [[], [], []];
});

function begin(keys: Keys, commit: string | null, relayRequired = false): Call {
  const RTCPeerConnection = class extends FakeConnection {
    constructor(configuration: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
  const parts = { clock, subtle, RTCPeerConnection } as unknown as CallParts;
  return new Call(parts, {
    matched: { ...MATCHED, peer: { ...MATCHED.peer, commit } },
    keys,
    relayRequired,
    microphone: { getAudioTracks: () => [{}] } as unknown as MediaStream,
    sendSignal: (frame) => sent.push(frame),
    event: (event) => events.push(event),
  });
}

async function agreed(mine = 0, theirs = 0, relayRequired = false): Promise<Call> {
  const [own, other] = [await makeKeys(subtle, mine), await makeKeys(subtle, theirs)];
  const call = begin(own, other.commit, relayRequired);
  call.receive(openingFrame(other));
  await expect.poll(() => events.length).toBe(1);
  return call;
}

async function open(): Promise<Call> {
  const call = await agreed();
  connections[0]!.channel.readyState = "open";
  connections[0]!.channel.onopen!();
  return call;
}

describe("a call", () => {
  it.each([null, "AA", "own"])("with the commit %s ends before our key is revealed", async (commit) => {
    const keys = await makeKeys(subtle, 0);
    const call = begin(keys, commit === "own" ? keys.commit : commit);
    call.receive(openingFrame(keys));
    clock.pass(0);
    expect([sent, events, connections]).toEqual([[], [{ is: "mismatch" }], []]);
  });

  it.each([
    [0, 0, false, "all"], [WANTS_RELAY, 0, false, "relay"], [0, WANTS_RELAY, false, "relay"], [0, 0, true, "relay"],
    [WANTS_RELAY | SEES_LAN, SEES_LAN, false, "relay"], [SEES_LAN, SEES_LAN, false, "all"],
  ] as const)("with options %i and %i, relay required %s, gathers by the policy %s", async (mine, theirs, required, policy) => {
    await agreed(mine, theirs, required);
    expect(connections[0]!.configuration.iceTransportPolicy).toBe(policy);
    expect(events).toEqual([{ is: "agreed", hidden: policy === "relay" }]);
  });

  it("keeps its relay policy when it gets fresh servers, and restarts", async () => {
    const call = await agreed(WANTS_RELAY);
    call.reopened([{ urls: ["turn:fresh.example"], username: "u", credential: "c" }]);
    expect(connections[0]!.configuration).toMatchObject({ iceTransportPolicy: "relay", iceServers: [{ urls: ["turn:fresh.example"] }] });
    expect(connections[0]!.restarts).toBe(1);
  });

  it("is heard no more the moment it is closed, and says bye before the connection goes", async () => {
    const call = await open();
    call.close();
    const { senders, channel } = connections[0]!;
    expect([senders[0]!.replaced, channel.sent.at(-1), connections[0]!.closed]).toEqual([true, '{"type":"bye"}', false]);
    clock.pass(300);
    expect(connections[0]!.closed).toBe(true);
  });

  it("is poor at once, with half the bits, and well again, with all of them, only once it has been well for 10 s", async () => {
    await open();
    const connection = connections[0]!;
    const judgements = () => events.filter(({ is }) => is === "poor");
    const look = async () => {
      const looked = judgements().length;
      clock.pass(2_000);
      await expect.poll(() => judgements().length, { interval: 5 }).toBe(looked + 1);
      return [judgements().at(-1), connection.bits];
    };
    expect(await look()).toEqual([{ is: "poor", poor: false }, undefined]);
    connection.roundTripSeconds = 0.9;
    expect(await look()).toEqual([{ is: "poor", poor: true }, 16_000]);
    connection.roundTripSeconds = 0.05;
    for (let well = 1; well < 5; well++) expect(await look()).toEqual([{ is: "poor", poor: true }, 16_000]);
    expect(await look()).toEqual([{ is: "poor", poor: false }, 32_000]);
  });

  it("tells nothing once it is closed", async () => {
    const call = await open();
    call.close();
    const told = events.length;
    connections[0]!.iceConnectionState = "failed";
    connections[0]!.oniceconnectionstatechange!();
    call.receive(openingFrame(await makeKeys(subtle, 0)));
    clock.pass(60_000);
    expect(events).toHaveLength(told);
  });

  it("has one channel: what the other side opens besides is closed", async () => {
    await agreed();
    let closed = false;
    connections[0]!.ondatachannel!({ channel: { close: () => (closed = true) } });
    expect(closed).toBe(true);
  });

  it("hears voices and nothing else", async () => {
    await agreed();
    const stream = {};
    connections[0]!.ontrack!({ track: { kind: "video" }, streams: [stream] });
    connections[0]!.ontrack!({ track: { kind: "audio" }, streams: [stream] });
    expect(events.filter(({ is }) => is === "voice")).toEqual([{ is: "voice", stream }]);
  });
});

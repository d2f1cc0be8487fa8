import { beforeEach, describe, expect, it } from "vitest";
import { FakeClock } from "../../test/fakes.ts";
import type { Signal } from "../protocol/channel.ts";
import { Negotiation, type Negotiable } from "./negotiation.ts";

const VOICE = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
const LONG_MS = 8_000;

/** The signaling states of RTCPeerConnection and nothing else (W3C WebRTC, section 4.3.1). */
class FakeConnection {
  signalingState: RTCSignalingState = "stable";
  localDescription: RTCSessionDescription | null = null;
  remoteDescription: RTCSessionDescription | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onicecandidate: ((event: { candidate: RTCIceCandidate | null }) => void) | null = null;
  readonly candidates: string[] = [];
  #ids = 0;

  restartIce(): void {
    this.onnegotiationneeded?.();
  }

  async setLocalDescription(): Promise<void> {
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    await Promise.resolve();
    this.localDescription = { type, sdp: `${VOICE}a=x-id:${++this.#ids}\r\n` } as RTCSessionDescription;
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (description.type === "answer" && this.signalingState !== "have-local-offer") throw new Error("InvalidStateError");
    this.remoteDescription = description as RTCSessionDescription;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
  }

  async addIceCandidate({ candidate }: RTCIceCandidateInit): Promise<void> {
    if (candidate === "candidate:unknown") throw new Error("OperationError");
    this.candidates.push(candidate!);
  }
}

class Side {
  readonly connection = new FakeConnection();
  readonly sent: Signal[] = [];
  readonly negotiation: Negotiation;

  constructor(clock: FakeClock, polite: boolean) {
    this.negotiation = new Negotiation(this.connection as unknown as Negotiable, polite, "direct", clock, (signal) => this.sent.push(signal));
  }

  offers(): Signal[] {
    return this.sent.filter((each) => "description" in each && each.description.type === "offer");
  }
}

let clock: FakeClock;
let offerer: Side;
let answerer: Side;

/** Everything said is delivered, in order, until both are silent. */
async function settle(): Promise<void> {
  const done = [0, 0];
  for (let quiet = 0; quiet < 3; quiet++) {
    await new Promise((resolve) => setTimeout(resolve));
    for (const [i, [from, to]] of [[offerer, answerer], [answerer, offerer]].entries()) {
      for (; done[i]! < from!.sent.length; quiet = 0) await to!.negotiation.receive(from!.sent[done[i]!++]!);
    }
  }
}

const host = (address: string) => `candidate:1 1 udp 1 ${address} 5 typ host`;
const candidate = (text: string): Signal => ({ candidate: { candidate: text, sdpMid: "0", sdpMLineIndex: 0, usernameFragment: null } });
const offer = (n: number, sdp = VOICE): Signal => ({ description: { type: "offer", sdp }, n });

beforeEach(() => {
  clock = new FakeClock();
  [offerer, answerer] = [new Side(clock, false), new Side(clock, true)];
});

describe("a negotiation", () => {
  it("is begun by the offerer alone", async () => {
    answerer.connection.restartIce();
    offerer.connection.onnegotiationneeded!();
    await settle();
    expect([offerer.offers().length, answerer.offers().length]).toEqual([1, 0]);
    expect([offerer, answerer].map(({ connection }) => connection.signalingState)).toEqual(["stable", "stable"]);
  });

  it("ends in agreement on the offerer's offer when both offer at once", async () => {
    offerer.connection.onnegotiationneeded!();
    await settle();
    offerer.negotiation.restart();
    answerer.negotiation.restart();
    await settle();
    expect([offerer, answerer].map(({ connection }) => connection.signalingState)).toEqual(["stable", "stable"]);
    expect(answerer.connection.remoteDescription).toMatchObject({ type: "offer", sdp: offerer.connection.localDescription!.sdp });
    expect(offerer.connection.remoteDescription).toMatchObject({ type: "answer" });
  });

  it("numbers descriptions upwards", async () => {
    offerer.connection.onnegotiationneeded!();
    await settle();
    clock.pass(LONG_MS);
    offerer.negotiation.restart();
    await settle();
    expect(offerer.offers()).toMatchObject([{ n: 1 }, { n: 2 }]);
  });

  it("ignores a description that is not newer than the last, whichever way it came", async () => {
    await answerer.negotiation.receive(offer(5));
    await answerer.negotiation.receive(offer(5, VOICE + "a=late\r\n"));
    await answerer.negotiation.receive(offer(4, VOICE + "a=late\r\n"));
    expect(answerer.sent).toHaveLength(1);
    expect(answerer.connection.remoteDescription!.sdp).not.toContain("late");
  });

  it("refuses a description with a video section, and stays usable", async () => {
    await answerer.negotiation.receive(offer(1, VOICE + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"));
    expect(answerer.connection.remoteDescription).toBeNull();
    await answerer.negotiation.receive(offer(2));
    expect(answerer.connection.signalingState).toBe("stable");
    expect(answerer.sent).toHaveLength(1);
  });

  it("ignores an answer to nothing", async () => {
    await offerer.negotiation.receive({ description: { type: "answer", sdp: VOICE }, n: 1 });
    expect(offerer.connection.remoteDescription).toBeNull();
  });

  it("keeps candidates that overtake their description, 64 of them at most", async () => {
    for (let i = 0; i < 70; i++) await answerer.negotiation.receive(candidate(host("8.8.8.8")));
    expect(answerer.connection.candidates).toHaveLength(0);
    await answerer.negotiation.receive(offer(1));
    expect(answerer.connection.candidates).toHaveLength(64);
  });

  it("neither tells nor believes candidates of a local network", async () => {
    await answerer.negotiation.receive(offer(1));
    for (const address of ["192.168.0.1", "8.8.8.8"]) {
      await answerer.negotiation.receive(candidate(host(address)));
      answerer.connection.onicecandidate!({ candidate: { candidate: host(address), sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u" } as RTCIceCandidate });
    }
    expect(answerer.connection.candidates).toEqual([host("8.8.8.8")]);
    expect(answerer.sent.filter((each) => "candidate" in each)).toMatchObject([{ candidate: { candidate: host("8.8.8.8") } }]);
  });

  it("tells one number for one foundation, in a description and alone, and never the browser's own", async () => {
    const own = (foundation: string, port: number) => `candidate:${foundation} 1 udp 1 8.8.8.8 ${port} typ host`;
    const { connection } = offerer;
    const setLocalDescription = connection.setLocalDescription.bind(connection);
    connection.setLocalDescription = async () => {
      await setLocalDescription();
      connection.localDescription = { type: "offer", sdp: `${VOICE}a=${own("3521048914", 1)}\r\na=${own("842163049", 2)}\r\n` } as RTCSessionDescription;
    };
    connection.onnegotiationneeded!();
    await settle();
    connection.onicecandidate!({ candidate: { candidate: own("842163049", 3) } as RTCIceCandidate });
    const told = offerer.sent.map((each) => JSON.stringify(each)).join().match(/candidate:\w+ 1 udp 1 8\.8\.8\.8 \d/g);
    expect(told).toEqual([own("1", 1), own("2", 2), own("2", 3)].map((each) => each.replace(" typ host", "")));
  });

  it("is not disturbed by a browser that cannot read what came", async () => {
    answerer.connection.setRemoteDescription = () => Promise.reject(new Error("InvalidAccessError"));
    await answerer.negotiation.receive(offer(1));
    await answerer.negotiation.receive(candidate(host("8.8.8.8")));
    expect(answerer.sent).toEqual([]);
  });
});

describe("a restart", () => {
  it("while an offer is unanswered sends that offer again, under a new number, and no other", async () => {
    offerer.connection.onnegotiationneeded!();
    await expect.poll(() => offerer.sent.length).toBe(1);
    clock.pass(LONG_MS);
    offerer.negotiation.restart();
    const [first, again] = offerer.offers() as { description: { sdp: string }; n: number }[];
    expect(again!.description.sdp).toBe(first!.description.sdp);
    expect(again!.n).toBe(first!.n + 1);
    await settle();
    expect([offerer, answerer].map(({ connection }) => connection.signalingState)).toEqual(["stable", "stable"]);
  });

  it("leaves alone one that was agreed on a moment ago, and replaces it later", async () => {
    offerer.connection.onnegotiationneeded!();
    await settle();
    offerer.negotiation.restart();
    await settle();
    answerer.negotiation.restart();
    offerer.negotiation.restart();
    await settle();
    expect([offerer.offers().length, answerer.offers().length]).toEqual([2, 0]);
    clock.pass(LONG_MS);
    answerer.negotiation.restart();
    await settle();
    expect(answerer.offers()).toHaveLength(1);
  });
});

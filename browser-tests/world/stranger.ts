/** Somebody, whatever browser they have: what two of different make can do with each other. */
export interface Stranger {
  readonly name: string;
  startsTalking(): Promise<void>;
  isSearching(): Promise<void>;
  isTalking(): Promise<void>;
  isTalkingWith(other: Stranger): Promise<void>;
  hears(other: Stranger): Promise<void>;
  hearsNothingOf(other: Stranger): Promise<void>;
  writes(text: string): Promise<void>;
  reads(text: string): Promise<void>;
  mutes(): Promise<void>;
  skips(): Promise<void>;
  stops(): Promise<void>;
  isTold(heading: string): Promise<void>;
  sees(text: string): Promise<void>;
  emoji(): Promise<string[]>;
  told(): Promise<string[]>;
  believed(): Promise<string[]>;
  audio(type: "inbound-rtp" | "outbound-rtp"): Promise<RTCInboundRtpStreamStats[]>;
  /** Runs in their page, alone: nothing from outside its braces is there. */
  inPage<A, R>(run: (given: A) => R | Promise<R>, given: A): Promise<R>;
}

export interface Arrived {
  readonly energy: number;
  readonly packets: number;
}

/** So much more audio energy than before is a voice; what a muted one still sends is far below (RFC 3550 silence, comfort noise). */
const VOICE = 1e-4;

/** What has arrived here of the stream that the other is sending (webrtc-stats, inbound-rtp and outbound-rtp of one SSRC). */
export async function arrivedOf(other: Stranger, here: Stranger): Promise<Arrived> {
  const [sent, received] = await Promise.all([other.audio("outbound-rtp"), here.audio("inbound-rtp")]);
  const theirs = received.find(({ ssrc }) => sent.some((each) => each.ssrc === ssrc));
  return { energy: theirs?.totalAudioEnergy ?? 0, packets: theirs?.packetsReceived ?? 0 };
}

export async function arrivedSince(before: Arrived, other: Stranger, here: Stranger): Promise<{ sound: boolean; packets: boolean }> {
  const { energy, packets } = await arrivedOf(other, here);
  return { sound: energy - before.energy > VOICE, packets: packets > before.packets };
}

/** To be run in a page. */
export async function audioStatistics(type: "inbound-rtp" | "outbound-rtp"): Promise<RTCInboundRtpStreamStats[]> {
  const report = await window.overheard.connections.at(-1)?.getStats();
  return [...(report?.values() ?? [])].filter((each) => each.type === type && each.kind === "audio");
}

export function same(ones: readonly string[], others: readonly string[]): boolean {
  return ones.join() === others.join();
}

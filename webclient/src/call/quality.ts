/** What the connection's own statistics say about how it sounds. */
export interface Quality {
  readonly roundTripMs: number | null;
  /** Of the packets since the last look, received and lost. */
  readonly received: number;
  readonly lost: number;
  /** Of what we send, the part that the other side misses, 0 to 1, and how many packets more than at the last look. */
  readonly missedThere: number;
  readonly lostThere: number;
}

const POOR_ROUND_TRIP_MS = 500;
const POOR_LOSS = 0.08;
/** Silence is hardly sent: of its few packets one is much, and nobody hears that. */
const LEAST_LOST = 3;

export function isPoor({ roundTripMs, received, lost, missedThere, lostThere }: Quality): boolean {
  const lossy = (part: number, packets: number) => packets >= LEAST_LOST && part > POOR_LOSS;
  return lossy(lost / (received + lost), lost) || lossy(missedThere, lostThere) || (roundTripMs ?? 0) > POOR_ROUND_TRIP_MS;
}

/** Reads `inbound-rtp`, `remote-inbound-rtp` and the nominated candidate pair (webrtc-stats); each call tells of the time since the one before. */
export class QualityMeter {
  #received = 0;
  #lost = 0;
  #lostThere = 0;

  read(report: Iterable<[string, unknown]>): Quality {
    let [received, lost, lostThere, missedThere] = [0, 0, 0, 0];
    let ofPair: number | null = null;
    let ofVoice: number | null = null;
    for (const [, entry] of report) {
      const stats = entry as Record<string, unknown>;
      if (stats["type"] === "inbound-rtp" && stats["kind"] === "audio") {
        received += number(stats["packetsReceived"]) ?? 0;
        lost += number(stats["packetsLost"]) ?? 0;
      } else if (stats["type"] === "remote-inbound-rtp" && stats["kind"] === "audio") {
        missedThere = number(stats["fractionLost"]) ?? 0;
        lostThere += number(stats["packetsLost"]) ?? 0;
        ofVoice = number(stats["roundTripTime"]);
      } else if (stats["type"] === "candidate-pair" && stats["nominated"] === true && stats["state"] === "succeeded") {
        ofPair = number(stats["currentRoundTripTime"]);
      }
    }
    const seconds = ofPair ?? ofVoice; // not every browser times the pair
    const since = {
      roundTripMs: seconds === null ? null : 1000 * seconds, missedThere,
      received: Math.max(0, received - this.#received), lost: Math.max(0, lost - this.#lost), lostThere: Math.max(0, lostThere - this.#lostThere),
    };
    [this.#received, this.#lost, this.#lostThere] = [received, lost, lostThere];
    return since;
  }
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** What the connection's own statistics say about how it sounds. */
export interface Quality {
  readonly roundTripMs: number | null;
  /** Of the packets since the last look, received and lost. */
  readonly received: number;
  readonly lost: number;
  /** Of what we send, the part that the other side misses, 0 to 1. */
  readonly missedThere: number;
}

const POOR_ROUND_TRIP_MS = 500;
const POOR_LOSS = 0.08;

export function isPoor({ roundTripMs, received, lost, missedThere }: Quality): boolean {
  const loss = received + lost > 0 ? lost / (received + lost) : 0;
  return Math.max(loss, missedThere) > POOR_LOSS || (roundTripMs ?? 0) > POOR_ROUND_TRIP_MS;
}

/** Reads `inbound-rtp`, `remote-inbound-rtp` and the nominated candidate pair (webrtc-stats); each call tells of the time since the one before. */
export class QualityMeter {
  #received = 0;
  #lost = 0;

  read(report: Iterable<[string, unknown]>): Quality {
    let received = 0;
    let lost = 0;
    let roundTripMs: number | null = null;
    let missedThere = 0;
    for (const [, entry] of report) {
      const stats = entry as Record<string, unknown>;
      if (stats["type"] === "inbound-rtp" && stats["kind"] === "audio") {
        received += number(stats["packetsReceived"]);
        lost += number(stats["packetsLost"]);
      } else if (stats["type"] === "remote-inbound-rtp" && stats["kind"] === "audio") {
        missedThere = number(stats["fractionLost"]);
      } else if (stats["type"] === "candidate-pair" && stats["nominated"] === true && stats["state"] === "succeeded") {
        roundTripMs = 1000 * number(stats["currentRoundTripTime"]);
      }
    }
    const since = { roundTripMs, missedThere, received: Math.max(0, received - this.#received), lost: Math.max(0, lost - this.#lost) };
    this.#received = received;
    this.#lost = lost;
    return since;
  }
}

function number(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

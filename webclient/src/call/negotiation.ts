import type { Candidate, Description, Signal } from "../protocol/channel.ts";
import type { Clock } from "../signaling/clock.ts";
import { numberedFoundations, toldCandidate, type Exposure } from "./address.ts";
import { toldDescription } from "./sdp.ts";

/** What of RTCPeerConnection a negotiation needs. */
export type Negotiable = Pick<
  RTCPeerConnection,
  | "signalingState" | "localDescription" | "remoteDescription" | "setLocalDescription" | "setRemoteDescription"
  | "addIceCandidate" | "restartIce" | "onnegotiationneeded" | "onicecandidate"
>;

/** A restart gets so long to find its way before another one may replace it. */
const RESTART_MS = 8_000;
/** Signals that may wait for the browser; what comes on top is dropped. */
const INBOX_MAX = 256;
/** Candidates may overtake their description when the two travel different ways. */
const EARLY_CANDIDATES = 64;

/**
 * Perfect negotiation (W3C WebRTC, section 10.7). The offerer makes the first offer and is the impolite side. Each
 * description carries a rising `n`, so that one which comes twice, or late over the other way, counts once.
 * Nothing the peer sends can make it throw.
 */
export class Negotiation {
  readonly #connection: Negotiable;
  readonly #polite: boolean;
  readonly #exposure: Exposure;
  readonly #foundation = numberedFoundations();
  readonly #clock: Pick<Clock, "now">;
  readonly #send: (signal: Signal) => void;
  #settledAt = -Infinity;
  #waiting = 0;
  #sent = 0;
  #seen = -1;
  #offering = false;
  #answering = false;
  #ignoring = false;
  #early: Candidate[] = [];
  #inbox: Promise<void> = Promise.resolve();

  constructor(
    connection: Negotiable,
    polite: boolean,
    exposure: Exposure,
    clock: Pick<Clock, "now">,
    send: (signal: Signal) => void,
  ) {
    this.#clock = clock;
    this.#connection = connection;
    this.#polite = polite;
    this.#exposure = exposure;
    this.#send = send;
    connection.onicecandidate = ({ candidate }) => this.#found(candidate);
    // The polite side stays silent until it has been offered something once.
    if (!polite) this.#offerWhenNeeded();
  }

  /** One signal after the other, in the order of arrival. Settled when this one is dealt with. */
  receive(signal: Signal): Promise<void> {
    if (this.#waiting >= INBOX_MAX) return this.#inbox;
    this.#waiting++;
    this.#inbox = this.#inbox
      .then(() => ("description" in signal ? this.#described(signal.description, signal.n) : this.#told(signal.candidate)))
      .catch(() => {}) // a description the browser cannot read changes nothing
      .finally(() => this.#waiting--);
    return this.#inbox;
  }

  /**
   * New ways between the two. While a restart is already running, whoever began it: the offer that is still unanswered
   * once more, if there is one. It gets a new `n`, since what was lost may as well have been the answer to it.
   */
  restart(): void {
    const { signalingState, localDescription } = this.#connection;
    if (signalingState === "have-local-offer") this.#describe(localDescription);
    else if (signalingState === "stable" && this.#clock.now() - this.#settledAt >= RESTART_MS) this.#connection.restartIce();
  }

  #offerWhenNeeded(): void {
    this.#connection.onnegotiationneeded = async () => {
      this.#offering = true;
      try {
        await this.#connection.setLocalDescription();
        this.#describe(this.#connection.localDescription);
      } catch {
        // closed meanwhile, or an offer of theirs was quicker: then it is needed no more
      } finally {
        this.#offering = false;
      }
    };
  }

  async #described(description: Description, n: number): Promise<void> {
    if (n <= this.#seen) return;
    const told = toldDescription(description, this.#exposure);
    if (!told) return;
    this.#seen = n;
    const { signalingState } = this.#connection;
    if (told.type === "answer" && signalingState !== "have-local-offer") return;
    const ready = !this.#offering && (signalingState === "stable" || this.#answering);
    this.#ignoring = told.type === "offer" && !ready && !this.#polite;
    if (this.#ignoring) return;
    const first = !this.#connection.remoteDescription;
    this.#answering = told.type === "answer";
    try {
      await this.#connection.setRemoteDescription(told);
    } finally {
      this.#answering = false;
    }
    if (!first) this.#settledAt = this.#clock.now();
    if (told.type === "offer") {
      await this.#connection.setLocalDescription();
      this.#describe(this.#connection.localDescription);
      if (this.#polite) this.#offerWhenNeeded();
    }
    for (const early of this.#early.splice(0)) await this.#told(early);
  }

  async #told(candidate: Candidate): Promise<void> {
    if (this.#ignoring) return;
    if (!this.#connection.remoteDescription) {
      if (this.#early.length < EARLY_CANDIDATES) this.#early.push(candidate);
      return;
    }
    const told = toldCandidate(candidate.candidate, this.#exposure);
    if (told === null) return;
    // One for a generation that is over, or one the browser cannot read, is no loss.
    await this.#connection.addIceCandidate({ ...candidate, candidate: told }).catch(() => {});
  }

  #describe(description: RTCSessionDescription | null): void {
    if (description?.type !== "offer" && description?.type !== "answer") return;
    const told = toldDescription({ type: description.type, sdp: description.sdp }, this.#exposure, this.#foundation);
    if (told) this.#send({ description: told, n: ++this.#sent });
  }

  #found(found: RTCIceCandidate | null): void {
    const candidate = found && toldCandidate(found.candidate, this.#exposure, this.#foundation);
    if (!found || candidate === null) return;
    const { sdpMid, sdpMLineIndex, usernameFragment } = found;
    this.#send({ candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment } });
  }
}

import type { Signal } from "../protocol/channel.ts";
import type { IceServer, Role } from "../protocol/messages.ts";
import type { Clock } from "../signaling/clock.ts";
import type { Exposure } from "./address.ts";
import { Negotiation } from "./negotiation.ts";
import { QualityMeter, type Quality } from "./quality.ts";

export interface ConnectionParts {
  readonly clock: Clock;
  readonly RTCPeerConnection: new (configuration: RTCConfiguration) => RTCPeerConnection;
}

export interface ConnectionSetting {
  readonly role: Role;
  readonly exposure: Exposure;
  readonly iceServers: readonly IceServer[];
  readonly microphone: MediaStream;
}

export interface ConnectionEvents {
  /** To be carried to the peer. */
  signal(signal: Signal): void;
  /** The one data channel; may come before it is open. */
  wire(wire: RTCDataChannel): void;
  voice(stream: MediaStream): void;
  /** No pair of addresses works any more. */
  failing(): void;
}

/** Per second. */
const USUAL_BITS = 32_000;
const SPARING_BITS = 16_000;

/** One RTCPeerConnection with a voice each way and one ordered data channel, which the offerer makes. */
export class Connection {
  readonly #connection: RTCPeerConnection;
  readonly #negotiation: Negotiation;
  readonly #meter = new QualityMeter();
  #wired = false;

  /** @throws if the browser cannot make one */
  constructor(parts: ConnectionParts, { role, exposure, iceServers, microphone }: ConnectionSetting, events: ConnectionEvents) {
    const connection = new parts.RTCPeerConnection({
      iceServers: forBrowser(iceServers),
      iceTransportPolicy: exposure === "relay" ? "relay" : "all",
      bundlePolicy: "max-bundle",
      rtcpMuxPolicy: "require",
    });
    this.#connection = connection;
    this.#negotiation = new Negotiation(connection, role === "answerer", exposure, parts.clock, (signal) => events.signal(signal));
    connection.ontrack = ({ track, streams }) => {
      if (track.kind === "audio") events.voice(streams[0] ?? new MediaStream([track]));
    };
    connection.oniceconnectionstatechange = () => {
      if (connection.iceConnectionState === "failed") events.failing();
    };
    connection.ondatachannel = ({ channel }) => this.#wire(channel, events);
    for (const track of microphone.getAudioTracks()) connection.addTrack(track, microphone);
    if (role === "offerer") this.#wire(connection.createDataChannel("dropchat"), events);
  }

  receive(signal: Signal): void {
    void this.#negotiation.receive(signal);
  }

  restart(): void {
    this.#negotiation.restart();
  }

  /** Fresh credentials; everything else, the relay policy above all, stays. */
  use(iceServers: readonly IceServer[]): void {
    try {
      this.#connection.setConfiguration({ ...this.#connection.getConfiguration(), iceServers: forBrowser(iceServers) });
    } catch {
      // The old servers then have to do.
    }
  }

  /** Null once there is nothing to measure. */
  async quality(): Promise<Quality | null> {
    try {
      return this.#meter.read((await this.#connection.getStats()) as unknown as Map<string, unknown>);
    } catch {
      return null;
    }
  }

  speakThrough(microphone: MediaStream): void {
    const [track] = microphone.getAudioTracks();
    for (const sender of this.#connection.getSenders()) void sender.replaceTrack(track ?? null).catch(() => {});
  }

  /** Opus is understood at half the bits (RFC 7874, section 3), and of those more come through. */
  spare(on: boolean): void {
    for (const sender of this.#connection.getSenders()) {
      const parameters = sender.getParameters();
      for (const encoding of parameters.encodings ?? []) encoding.maxBitrate = on ? SPARING_BITS : USUAL_BITS;
      void sender.setParameters(parameters).catch(() => {});
    }
  }

  /** At once: nothing of our voice leaves any more. */
  silence(): void {
    for (const sender of this.#connection.getSenders()) void sender.replaceTrack(null).catch(() => {});
  }

  close(): void {
    this.#connection.close();
  }

  #wire(wire: RTCDataChannel, events: ConnectionEvents): void {
    if (this.#wired) return wire.close();
    this.#wired = true;
    events.wire(wire);
  }
}

function forBrowser(servers: readonly IceServer[]): RTCIceServer[] {
  return servers.map((server) => ({ ...server, urls: [...server.urls] }));
}

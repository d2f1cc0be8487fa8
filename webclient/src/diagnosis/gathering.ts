import type { IceServer } from "../protocol/messages.ts";
import type { Clock } from "../signaling/clock.ts";

export type Way = "stun" | "turn-udp" | "turn-tcp" | "turn-tls";

export interface GatheringParts {
  readonly clock: Clock;
  readonly RTCPeerConnection: new (configuration: RTCConfiguration) => RTCPeerConnection;
}

const GATHERING_MS = 8_000;

/**
 * Whether the browser finds a candidate of that type (RFC 8839, section 5.1) through these servers. Candidates are looked at here and
 * kept nowhere: they hold addresses.
 */
export function gathers(parts: GatheringParts, type: "srflx" | "relay", servers: readonly IceServer[]): Promise<boolean> {
  return new Promise((resolve) => {
    let connection: RTCPeerConnection | null = null;
    const settle = (found: boolean): void => {
      callOff();
      if (connection) connection.onicecandidate = connection.onicegatheringstatechange = null;
      connection?.close();
      resolve(found);
    };
    const callOff = parts.clock.after(GATHERING_MS, () => settle(false));
    try {
      connection = new parts.RTCPeerConnection({
        iceServers: servers.map((server) => ({ ...server, urls: [...server.urls] })),
        iceTransportPolicy: type === "relay" ? "relay" : "all",
      });
      connection.onicecandidate = ({ candidate }) => candidate && new RegExp(` typ ${type}( |$)`).test(candidate.candidate) && settle(true);
      connection.onicegatheringstatechange = () => connection?.iceGatheringState === "complete" && settle(false);
      connection.createDataChannel("test");
      connection.setLocalDescription().catch(() => settle(false));
    } catch {
      settle(false);
    }
  });
}

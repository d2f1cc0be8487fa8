/**
 * Every control message of `dropchat.v1`, both ways, as data. Nothing here is trusted: what arrives becomes one of these
 * types in parse.ts or nowhere.
 */

export const SUBPROTOCOL = "dropchat.v1";

/** Bounds of the contract. */
export const LIMIT = {
  languages: 5,
  interests: 5,
  interestCodePoints: 32,
  avoid: 8,
  textCodePoints: 2000,
  signalBytes: 16 * 1024,
} as const;

export type Relay = "none" | "optional" | "preferred" | "required";
export type Role = "offerer" | "answerer";
export type ReportReason = "abuse" | "spam" | "underage" | "other";

/** As in WebRTC 4.2.4, but urls are always a list. */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export type ClientMessage =
  | {
      readonly type: "join";
      readonly languages?: readonly string[];
      readonly interests?: readonly string[];
      readonly commit?: string;
      readonly avoid?: readonly string[];
    }
  | { readonly type: "leave" }
  | { readonly type: "connected" }
  | { readonly type: "reopen"; readonly token: string }
  | { readonly type: "report"; readonly token: string; readonly reason: ReportReason }
  | { readonly type: "inspect" };

export interface Welcome {
  readonly type: "welcome";
  readonly iceServers: readonly IceServer[];
  readonly relay: Relay;
  /** The server sees this client on a loopback or private address. */
  readonly lan: boolean;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** Cluster-wide; 0 below 10, else two significant digits. */
  readonly online: number;
  /** This socket's own address, to be handed to a peer so that it can `reopen`. */
  readonly token: string;
}

export interface Matched {
  readonly type: "matched";
  readonly role: Role;
  readonly peer: { readonly token: string; readonly country: string | null; readonly commit: string | null };
  readonly token: string;
  /** Credentials good for one hour. */
  readonly iceServers: readonly IceServer[];
  readonly shared: { readonly languages: readonly string[]; readonly interests: readonly string[] };
}

export interface Reopened {
  readonly type: "reopened";
  readonly peer: { readonly token: string };
  readonly token: string;
  readonly iceServers: readonly IceServer[];
}

export type ServerMessage =
  | Welcome
  | Matched
  | Reopened
  /** Seconds left to each widening still to come. */
  | { readonly type: "waiting"; readonly widen: readonly number[] }
  | { readonly type: "peer-left" }
  | { readonly type: "reported" }
  | { readonly type: "cooldown"; readonly seconds: number }
  | { readonly type: "knowledge"; readonly held: Readonly<Record<string, unknown>> }
  | { readonly type: "draining" }
  | { readonly type: "error"; readonly code: string };

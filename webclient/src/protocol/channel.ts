import { fields, objectIn, oneOf, text, token, whole, word, type Fields } from "./json.ts";
import { LIMIT } from "./messages.ts";

/** What two browsers say to each other: over the data channel, and (descriptions and candidates) sealed in signals. */

const SDP_MAX_CHARS = 12 * 1024;
const CANDIDATE_MAX_CHARS = 512;
/** 2,000 characters may be 12,000 in a JSON text that escapes each of them, twice that as surrogate pairs. */
const MAX_CHARS = 32 * 1024;

export interface Description {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

export interface Candidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
  readonly usernameFragment: string | null;
}

/** The negotiation, whichever way it travels. `n` rises with every description a side sends. */
export type Signal = { readonly description: Description; readonly n: number } | { readonly candidate: Candidate };

export type ChannelMessage =
  /** `n` counts the sender's texts of this talk, from 1; without it no `delivered` is wished for. */
  | { readonly type: "text"; readonly text: string; readonly n?: number }
  /** The text that had this `n` is there to be read. */
  | { readonly type: "delivered"; readonly n: number }
  | { readonly type: "typing" }
  | { readonly type: "heartbeat" }
  | { readonly type: "mute"; readonly muted: boolean }
  /** The sender's new own token, on a new socket: serves `reopen` only. */
  | { readonly type: "token"; readonly token: string }
  | { readonly type: "description"; readonly description: Description; readonly n: number }
  | { readonly type: "candidate"; readonly candidate: Candidate }
  /** The sender hangs up. */
  | { readonly type: "bye" };

/** What came over the data channel, or null. Never throws. */
export function parseChannelMessage(data: unknown): ChannelMessage | null {
  const message = objectIn(data, MAX_CHARS);
  switch (message?.["type"]) {
    case "text": {
      const line = word(message["text"], 2 * LIMIT.textCodePoints);
      const n = textNumber(message["n"]);
      return line !== null && [...line].length <= LIMIT.textCodePoints ? { type: "text", text: line, ...(n && { n }) } : null;
    }
    case "delivered": {
      const n = textNumber(message["n"]);
      return n === null ? null : { type: "delivered", n };
    }
    case "mute":
      return typeof message["muted"] === "boolean" ? { type: "mute", muted: message["muted"] } : null;
    case "token": {
      const own = token(message["token"]);
      return own === null ? null : { type: "token", token: own };
    }
    case "description": {
      const signal = signalIn(message);
      return signal && "description" in signal ? { type: "description", ...signal } : null;
    }
    case "candidate": {
      const candidate = candidateIn(message["candidate"]);
      return candidate && { type: "candidate", candidate };
    }
    case "typing":
      return { type: "typing" };
    case "heartbeat":
      return { type: "heartbeat" };
    case "bye":
      return { type: "bye" };
    default:
      return null;
  }
}

/** Null for none, and for one that is no number of a text. */
function textNumber(value: unknown): number | null {
  return whole(value, Number.MAX_SAFE_INTEGER) || null;
}

/** What a sealed frame held, or null. Never throws. */
export function parseSignal(json: string): Signal | null {
  const signal = objectIn(json, MAX_CHARS);
  return signal && signalIn(signal);
}

function signalIn(value: Fields): Signal | null {
  if ("description" in value) {
    const description = descriptionIn(value["description"]);
    const n = whole(value["n"], Number.MAX_SAFE_INTEGER);
    return description && n !== null ? { description, n } : null;
  }
  const candidate = candidateIn(value["candidate"]);
  return candidate && { candidate };
}

function descriptionIn(value: unknown): Description | null {
  const type = oneOf(fields(value)?.["type"], ["offer", "answer"]);
  const sdp = word(fields(value)?.["sdp"], SDP_MAX_CHARS);
  return type && sdp ? { type, sdp } : null;
}

/** A null candidate says the same as an empty one: gathering is done. */
function candidateIn(value: unknown): Candidate | null {
  if (value === null) return { candidate: "", sdpMid: null, sdpMLineIndex: null, usernameFragment: null };
  const candidate = text(fields(value)?.["candidate"], CANDIDATE_MAX_CHARS);
  if (candidate === null) return null;
  return {
    candidate,
    sdpMid: text(fields(value)?.["sdpMid"], 16),
    sdpMLineIndex: whole(fields(value)?.["sdpMLineIndex"], 16),
    usernameFragment: text(fields(value)?.["usernameFragment"], 256),
  };
}

import { fields, list, objectIn, oneOf, text, token, whole, word, type Fields } from "./json.ts";
import { LIMIT, type IceServer, type ServerMessage } from "./messages.ts";

/** `welcome` with its credentials is the longest; `knowledge` may hold a few tokens. */
const MAX_CHARS = 64 * 1024;
const SECONDS_MAX = 7 * 24 * 3600;

/** What a text frame says, or null if it is nothing this client knows: unknown types and unfit fields alike. Never throws. */
export function parseServerMessage(frame: unknown): ServerMessage | null {
  const message = objectIn(frame, MAX_CHARS);
  const read = message && READERS[String(message["type"])];
  return read ? read(message) : null;
}

type Reader = (message: Fields) => ServerMessage | null;

const READERS: Readonly<Record<string, Reader>> = Object.assign(Object.create(null) as object, {
  welcome: (m: Fields) => {
    const iceServers = iceServersIn(m["iceServers"]);
    const relay = oneOf(m["relay"], ["none", "optional", "preferred", "required"]);
    const online = whole(m["online"], Number.MAX_SAFE_INTEGER);
    const own = token(m["token"]);
    if (!iceServers || !relay || online === null || !own || typeof m["lan"] !== "boolean") return null;
    return { type: "welcome", iceServers, relay, lan: m["lan"], country: country(m["country"]), online, token: own };
  },
  waiting: (m: Fields) => {
    const widen = list(m["widen"], 8, seconds);
    return widen && { type: "waiting", widen };
  },
  matched: (m: Fields) => {
    const role = oneOf(m["role"], ["offerer", "answerer"]);
    const peer = fields(m["peer"]);
    const peerToken = token(peer?.["token"]);
    const own = token(m["token"]);
    const iceServers = iceServersIn(m["iceServers"]);
    const shared = fields(m["shared"]);
    const languages = list(shared?.["languages"], LIMIT.languages, (each) => word(each, 3));
    const interests = list(shared?.["interests"], LIMIT.interests, (each) => word(each, 2 * LIMIT.interestCodePoints));
    if (!role || !peer || !peerToken || !own || !iceServers || !languages || !interests) return null;
    const commit = text(peer["commit"], 64);
    return {
      type: "matched",
      role,
      peer: { token: peerToken, country: country(peer["country"]), commit },
      token: own,
      iceServers,
      shared: { languages, interests },
    };
  },
  reopened: (m: Fields) => {
    const peerToken = token(fields(m["peer"])?.["token"]);
    const own = token(m["token"]);
    const iceServers = iceServersIn(m["iceServers"]);
    return peerToken && own && iceServers ? { type: "reopened", peer: { token: peerToken }, token: own, iceServers } : null;
  },
  cooldown: (m: Fields) => {
    const left = seconds(m["seconds"]);
    return left === null ? null : { type: "cooldown", seconds: left };
  },
  knowledge: (m: Fields) => {
    const held = fields(m["held"]);
    return held && { type: "knowledge", held };
  },
  error: (m: Fields) => {
    const code = word(m["code"], 64);
    return code === null ? null : { type: "error", code };
  },
  "peer-left": () => ({ type: "peer-left" }),
  reported: () => ({ type: "reported" }),
  draining: () => ({ type: "draining" }),
} satisfies Record<string, Reader>);

function seconds(value: unknown): number | null {
  return typeof value === "number" && value >= 0 && value <= SECONDS_MAX ? value : null;
}

/** An unreadable country is an unknown one: no reason to lose a whole message. */
function country(value: unknown): string | null {
  return typeof value === "string" && /^[A-Z]{2}$/.test(value) ? value : null;
}

function iceServersIn(value: unknown): readonly IceServer[] | null {
  return list(value, 8, (entry) => {
    const server = fields(entry);
    const given = server?.["urls"];
    const urls = list(Array.isArray(given) ? given : [given], 8, iceUrl);
    if (!server || !urls) return null;
    const username = word(server["username"], 512);
    const credential = word(server["credential"], 512);
    return { urls, ...(username && { username }), ...(credential && { credential }) };
  });
}

function iceUrl(value: unknown): string | null {
  return typeof value === "string" && value.length <= 300 && /^(stun|turn)s?:/.test(value) ? value : null;
}

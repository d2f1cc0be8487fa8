/**
 * Which of a person's addresses another person's browser may be told, or be made to talk to. Chromium hands a page with
 * microphone permission the raw addresses of the local network, so they are taken out here, on the way out and in.
 */

/** `direct` hides the local network, `lan` nothing, `relay` everything but the relay. */
export type Exposure = "direct" | "lan" | "relay";

/** What a browser calls the base of a candidate, as it may be told. */
export type Foundation = (own: string) => string;

/**
 * Chromium's foundation is a CRC32 of the base's address among others, which is linear: from two of them, one address
 * known, the other follows. So what goes out says which are equal (RFC 8445, section 5.1.1.3), by numbers of our own.
 */
export function numberedFoundations(): Foundation {
  const numbers = new Map<string, string>();
  return (own) => {
    if (!numbers.has(own)) numbers.set(own, `${numbers.size + 1}`);
    return numbers.get(own)!;
  };
}

/** What may stand behind a candidate; others name a network by number, or its cost: whether it is a phone's. */
const EXTENSIONS = ["raddr", "rport", "tcptype", "generation", "ufrag"];

/**
 * One ICE candidate (RFC 8839, section 5.1, from "candidate:" on) as it may be told, or null if it may not. In `relay`
 * only candidates of the relay pass, whatever network that stands in.
 */
export function toldCandidate(candidate: string, exposure: Exposure, foundation: Foundation = (theirs) => theirs): string | null {
  if (candidate === "") return candidate;
  const [first = "", component, protocol, priority, address = "", port = "", keyword, type = "", ...more] = candidate.split(" ");
  const own = /^candidate:([A-Za-z0-9+/]{1,32})$/.exec(first)?.[1];
  if (!own || /[\r\n]/.test(candidate) || keyword !== "typ" || !/^\d{1,5}$/.test(port)) return null;
  if (!mayBeTold(address, type, exposure)) return null;
  const told = [`candidate:${foundation(own)}`, component, protocol, priority, address, port, keyword, type];
  for (let i = 0; i + 1 < more.length; i += 2) {
    if (EXTENSIONS.includes(more[i]!)) told.push(more[i], exposure === "lan" ? more[i + 1] : withoutBase(more[i]!, more[i + 1]!));
  }
  return told.join(" ");
}

function withoutBase(extension: string, value: string): string {
  if (extension === "raddr") return value.includes(":") ? "::" : "0.0.0.0";
  return extension === "rport" ? "0" : value;
}

function mayBeTold(address: string, type: string, exposure: Exposure): boolean {
  const v4 = ipv4(address);
  const v6 = /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$/.test(address);
  const local = /^[A-Za-z0-9-]{1,63}\.local$/.test(address);
  // Any other name would be looked up, and so tell somebody's name server that we were here.
  if (!v4 && !v6 && !local) return false;
  if (exposure === "relay") return type === "relay";
  return exposure === "lan" || local || (v4 ? globalIpv4(v4) : globalIpv6(address));
}

function ipv4(address: string): readonly number[] | null {
  if (!/^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$/.test(address)) return null;
  const bytes = address.split(".").map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

/** RFC 6890: not this network, private, shared, loopback, link-local, of protocols, of benchmarks, multicast or reserved. */
function globalIpv4([a = 0, b = 0, c = 0]: readonly number[]): boolean {
  const local =
    a === 0 || a === 10 || a === 127 || a >= 224 ||
    (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) ||
    (a === 192 && b === 0 && c === 0) || (a === 198 && (b === 18 || b === 19));
  return !local;
}

/** Global unicast is 2000::/3 (RFC 4291); unique-local, link-local, loopback and mapped addresses are all outside it. */
function globalIpv6(address: string): boolean {
  return /^[23][0-9A-Fa-f]{3}:/.test(address);
}

/**
 * Which of a person's addresses another person's browser may be told, or be made to talk to. Chromium hands a page with
 * microphone permission the raw addresses of the local network, so they are taken out here, on the way out and in.
 */

/** `direct` hides the local network, `lan` nothing, `relay` everything but the relay. */
export type Exposure = "direct" | "lan" | "relay";

/**
 * One ICE candidate (RFC 8839, section 5.1, from "candidate:" on) as it may be told, or null if it may not. In `relay`
 * only candidates of the relay pass, whatever network that stands in.
 */
export function toldCandidate(candidate: string, exposure: Exposure): string | null {
  if (candidate === "") return candidate;
  const parts = candidate.split(" ");
  const [address, port, keyword, type] = [parts[4], parts[5], parts[6], parts[7]];
  if (!/^candidate:/.test(candidate) || /[\r\n]/.test(candidate) || keyword !== "typ" || !address || !/^\d{1,5}$/.test(port ?? "")) return null;
  if (!mayBeTold(address, type, exposure)) return null;
  if (exposure === "lan") return candidate;
  return parts.map((part, i) => (parts[i - 1] === "raddr" ? zeroLike(part) : parts[i - 1] === "rport" ? "0" : part)).join(" ");
}

function zeroLike(address: string): string {
  return address.includes(":") ? "::" : "0.0.0.0";
}

function mayBeTold(address: string, type: string | undefined, exposure: Exposure): boolean {
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

/** RFC 6890: not this network, private, shared, loopback, link-local, multicast or reserved. */
function globalIpv4([a = 0, b = 0]: readonly number[]): boolean {
  const local =
    a === 0 || a === 10 || a === 127 || a >= 224 ||
    (a === 100 && b >= 64 && b < 128) || (a === 169 && b === 254) || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
  return !local;
}

/** Global unicast is 2000::/3 (RFC 4291); unique-local, link-local, loopback and mapped addresses are all outside it. */
function globalIpv6(address: string): boolean {
  return /^[23][0-9A-Fa-f]{3}:/.test(address);
}

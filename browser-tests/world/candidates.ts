import { BlockList, isIP } from "node:net";
import { expect } from "@playwright/test";
import type { Stranger } from "./stranger.ts";

/**
 * ICE candidates (RFC 8839, section 5.1) that a browser could find, besides those it does find on this machine. The
 * foundations are as long as Chromium's, in which a base's address can be found.
 */
export const PRIVATE = "candidate:3521048914 1 udp 2122260223 192.168.66.66 50000 typ host";
export const UNIQUE_LOCAL = "candidate:842163049 1 udp 2122260223 fd66::66 50000 typ host";
export const NAMED = "candidate:1467250027 1 udp 2122260223 0f66aa66-1111-4222-8333-444455556666.local 50000 typ host";
export const REFLEXIVE = "candidate:2999745851 1 udp 1686052607 203.0.113.66 50001 typ srflx raddr 192.168.66.66 rport 50000";
export const RELAYED = "candidate:4022866446 1 udp 41885439 203.0.113.99 50002 typ relay raddr 203.0.113.66 rport 50001";
export const ALL = [PRIVATE, UNIQUE_LOCAL, NAMED, REFLEXIVE, RELAYED];

const OF_A_NETWORK = "generation 0 network-id 1 network-cost 50";

/** All that stands behind its foundation, which each page tells as a number of its own. */
export const behindFoundation = (candidate: string) => candidate.slice(candidate.indexOf(" "));

/** Their browser finds these, too. */
export async function finds(person: Stranger, candidates: readonly string[]): Promise<void> {
  await expect.poll(() => person.inPage(() => window.overheard.connections.length, null)).toBeGreaterThan(0);
  await person.inPage((candidates) => {
    const connection = window.overheard.connections[0]!;
    for (const candidate of candidates) {
      const found = new RTCIceCandidate({ candidate, sdpMid: "0", sdpMLineIndex: 0 });
      connection.onicecandidate!(new RTCPeerConnectionIceEvent("icecandidate", { candidate: found })); // Firefox dispatches none to it
    }
  }, candidates.map((each) => `${each} ${OF_A_NETWORK}`));
}

/** They find all of these while they wait for somebody from another network: neither is told, or believes, what only helps at home. */
export async function tellsNothingPrivate(person: Stranger): Promise<void> {
  await finds(person, ALL);
  await expect.poll(() => candidatesTold(person)).toContainEqual(expect.stringMatching(/ 203\.0\.113\.99 .* raddr 0\.0\.0\.0 rport 0/));
  const told = await candidatesTold(person);
  expect(told).toContainEqual(expect.stringMatching(/ 203\.0\.113\.66 .* raddr 0\.0\.0\.0 rport 0/));
  expect(told.filter((each) => / raddr (?!(0\.0\.0\.0|::) rport 0)/.test(each))).toEqual([]);
  await tellsNoNameOfANetwork(person);
  expect(privateAddressesIn(await person.told())).toEqual([]);
  expect(privateAddressesIn(await person.believed())).toEqual([]);
  console.log(`found: no private address in ${told.length} candidates that were told`);
}

/** Neither a foundation of the browser's own, from which an address can be found, nor what kind of network it is. */
export async function tellsNoNameOfANetwork(person: Stranger): Promise<void> {
  const told = await candidatesTold(person);
  const foundations = new Set(told.map((each) => Number(/^candidate:(\d+) /.exec(each)![1])));
  expect([...foundations].sort((a, b) => a - b)).toEqual(Array.from(foundations, (_, i) => i + 1));
  expect(told.join()).not.toMatch(/network-/);
}

/** All candidates in what the page told the other one, in descriptions and alone. */
export async function candidatesTold(person: Stranger): Promise<string[]> {
  return (await person.told()).flatMap((told) => JSON.stringify(told).match(/candidate:\d+ [^"\\]+/g) ?? []);
}

const privately = new BlockList();
for (const [net, prefix] of [["10.0.0.0", 8], ["172.16.0.0", 12], ["192.168.0.0", 16], ["169.254.0.0", 16], ["127.0.0.0", 8]] as const) {
  privately.addSubnet(net, prefix, "ipv4");
}
for (const [net, prefix] of [["fc00::", 7], ["fe80::", 10], ["::1", 128]] as const) privately.addSubnet(net, prefix, "ipv6");

/** Every private, unique-local, link-local or loopback address that stands anywhere in these texts. */
export function privateAddressesIn(texts: readonly string[]): string[] {
  const addresses = texts.flatMap((text) => text.match(/[0-9A-Fa-f.:]+/g) ?? []).filter((each) => isIP(each) !== 0);
  return addresses.filter((each) => privately.check(each, isIP(each) === 4 ? "ipv4" : "ipv6"));
}

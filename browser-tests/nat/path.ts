import type { Person } from "../world/person.ts";

/** The way that a voice takes, as its browser sees it: of the nominated pair of candidates (webrtc-stats). */
export interface Path {
  readonly mine: RTCIceCandidateType;
  readonly theirs: RTCIceCandidateType;
  /** How the relay is reached, where mine is one. */
  readonly over: "udp" | "tcp" | "tls" | null;
  /** Theirs. */
  readonly address: string;
  readonly port: number;
}

export function pathOf(person: Person): Promise<Path | null> {
  return person.inPage(async () => {
    const report = await window.overheard.connections.at(-1)!.getStats();
    const transport = [...report.values()].find(({ type }) => type === "transport");
    const pair = report.get(transport?.selectedCandidatePairId ?? "");
    const [mine, theirs] = [report.get(pair?.localCandidateId), report.get(pair?.remoteCandidateId)];
    if (!mine || !theirs) return null;
    return { mine: mine.candidateType, theirs: theirs.candidateType, over: mine.relayProtocol ?? null, address: theirs.address, port: theirs.port };
  }, null);
}

/** All addresses in what the other one's page told: descriptions, candidates, and what the browser made of them. */
export async function addressesBelieved(person: Person): Promise<string[]> {
  const statistics = await person.inPage(async () => {
    const report = await window.overheard.connections.at(-1)!.getStats();
    return [...report.values()].filter(({ type }) => type === "remote-candidate").map((each) => JSON.stringify(each));
  }, null);
  return [...(await person.believed()), ...statistics].flatMap((text) => text.match(/\b\d{1,3}(\.\d{1,3}){3}\b/g) ?? []);
}

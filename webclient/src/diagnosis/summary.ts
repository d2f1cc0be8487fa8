import { TESTS, type Outcome, type Test, type Verdict } from "./diagnosis.ts";

/** English in every language: it is for whoever runs the server. */
const NAMES: Readonly<Record<Test, string>> = {
  "microphone": "Microphone", "server": "WebSocket", "stun": "STUN", "turn-udp": "TURN over UDP", "turn-tcp": "TURN over TCP", "turn-tls": "TURN over TLS",
};

/** Made of words of this page alone: nothing that was measured, no address and no name of a server or device can be in it. */
export function summaryOf({ verdicts, relay }: Outcome, browser: string): string {
  const lines = TESTS.map((test) => `${NAMES[test]}: ${verdicts[test] satisfies Verdict}`);
  return ["DropChat diagnosis", ...lines, `Relay: ${relay ?? "unknown"}`, `Browser: ${browserIn(browser)}`].join("\n");
}

/** What to do, or to know, in this order; each a key under diagnosis.advice. Where all is relayed, nothing but the relay counts. */
export function adviceOf({ verdicts, relay }: Outcome): readonly ("microphone" | "server" | "network" | "apart" | "fine" | "relay")[] {
  const relays = [verdicts["turn-udp"], verdicts["turn-tcp"], verdicts["turn-tls"]];
  const ways = [verdicts.stun, ...relays];
  const closed = (some: readonly Verdict[]) => some.includes("fails") && !some.includes("works");
  if (verdicts.microphone !== "works") return ["microphone"];
  if (verdicts.server !== "works") return ["server"];
  if (closed(relay === "required" ? relays : ways)) return ["network"];
  if (ways.every((way) => way === "absent")) return ["apart"];
  return closed(relays) ? ["fine", "relay"] : ["fine"];
}

/** Maker and major version, if it is one of those that most people use. */
function browserIn(userAgent: string): string {
  for (const [name, pattern] of [["Firefox", /Firefox\/(\d+)/], ["Edge", /Edg\/(\d+)/], ["Chromium", /Chrome\/(\d+)/], ["Safari", /Version\/(\d+).*Safari/]] as const) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return "other";
}

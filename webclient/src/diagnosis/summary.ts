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

/** Maker and major version, if it is one of those that most people use. */
function browserIn(userAgent: string): string {
  for (const [name, pattern] of [["Firefox", /Firefox\/(\d+)/], ["Edge", /Edg\/(\d+)/], ["Chromium", /Chrome\/(\d+)/], ["Safari", /Version\/(\d+).*Safari/]] as const) {
    const version = pattern.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return "other";
}

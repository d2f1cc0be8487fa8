import { afterEach, beforeEach, expect, test, vi } from "vitest";
import en from "../i18n/en.ts";
import { type Catalogue, use } from "../i18n/words.ts";
import { facts } from "./facts.ts";

const catalogues = import.meta.glob<{ default: Catalogue }>("../i18n/??.ts");

beforeEach(() => void vi.stubGlobal("document", { documentElement: {} }));
afterEach(() => {
  use("en", en);
  vi.unstubAllGlobals();
});

test("what the server holds is told in words, with its units", () => {
  const held = {
    address: "192.0.2.7", country: "BR", lan: false, socket: "q83v", state: "waiting", languages: ["de", "en"], interests: [], avoid: ["k7fQ"], waitingSinceMs: 4_200, partner: null,
    idleInMs: 600_000, connectedSeconds: 1,
  };
  expect(facts(held)).toEqual([
    ["Your internet address, as long as you are connected", "192.0.2.7"],
    ["Your country, guessed from that address", "Brazil"],
    ["Whether you are in the server’s own network", "no"],
    ["The number of this connection, never used again", "sealed, readable only by the server"],
    ["What you are doing", "waiting for somebody"],
    ["Languages you asked for", "Deutsch and English"],
    ["Topics you asked for", "nothing"],
    ["Whom you should not meet again", "1 (sealed, readable only by the server)"],
    ["How long you have been waiting", "4 seconds"],
    ["Whom you are being connected with", "nothing"],
    ["Time until a quiet connection is closed", "10 minutes"],
    ["How long you have been connected", "1 second"],
  ]);
});

test("a field nobody named yet is shown under its own name, whatever it holds", () => {
  expect(facts({ someHandle: "24 bits", limits: { signalRate: 600, odd: [{ a: 1 }] }, restingMs: 3_000 })).toEqual([
    ["some handle", "24 bits"], ["limits: signal rate", "600"], ["limits: odd", '{"a":1}'], ["resting ms", "3 seconds"],
  ]);
});

test.each(["ja", "zh"])("in %s, whose marks are as wide as its letters, nothing is joined by a narrow one", async (code) => {
  use(code, (await catalogues[`../i18n/${code}.ts`]!()).default);
  const told = facts({ limits: { signals: 600 }, avoid: ["k7fQ"], odd: ["a", "b"], languages: ["ja", "zh"] }).flat();
  expect(told.filter((text) => /[,:()]/.test(text))).toEqual([]);
});

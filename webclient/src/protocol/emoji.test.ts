import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { EMOJI } from "./emoji.ts";

describe("the emoji table", () => {
  it("is the one of the protocol's documents", () => {
    const documented = readFileSync(new URL("../../../docs/protocol/emoji.json", import.meta.url), "utf8");
    expect(JSON.parse(documented)).toEqual(EMOJI);
  });

  it("has 64 different entries of one code point each, drawn in colour by default", () => {
    expect(new Set(EMOJI).size).toBe(64);
    for (const each of EMOJI) expect(each).toMatch(/^\p{Emoji_Presentation}$/u);
  });
});

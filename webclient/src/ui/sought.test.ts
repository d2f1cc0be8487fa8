import { expect, test } from "vitest";
import { sought } from "./sought.ts";

const wishes = (languages: string[], interests: string[]) => ({ languages, interests, hideAddress: false, nextAutomatically: false, holdToTalk: false });

const at = (wish: ReturnType<typeof wishes>, widensAt: number[] | null, now: number, linked = true) =>
  sought(wish, { is: "searching", since: -60_000, widensAt, after: null, silent: false, muted: false }, now, linked);

test("with both lists a search widens from language and interest, to language, to anybody", () => {
  const both = wishes(["de"], ["music"]);
  expect(at(both, [3000, 8000], 0)).toEqual({ now: "both", next: { sought: "languages", at: 3000 } });
  expect(at(both, [3000, 8000], 3000)).toEqual({ now: "languages", next: { sought: "anybody", at: 8000 } });
  expect(at(both, [3000, 8000], 8000)).toEqual({ now: "anybody", next: null });
});

test("an empty list is a step that does not exist", () => {
  expect(at(wishes(["de"], []), [8000], 0)).toEqual({ now: "languages", next: { sought: "anybody", at: 8000 } });
  expect(at(wishes([], ["music"]), [3000], 0)).toEqual({ now: "interests", next: { sought: "anybody", at: 3000 } });
  expect(at(wishes([], []), [3000, 8000], 0)).toEqual({ now: "anybody", next: null });
});

test("one list never waits for a step it does not have, even when the server names both", () => {
  expect(at(wishes(["de"], []), [3000, 8000], 0)).toEqual({ now: "languages", next: { sought: "anybody", at: 8000 } });
});

test("a search is narrow until the server has answered, then it is what the server says", () => {
  expect(at(wishes(["de"], ["music"]), null, 0)).toEqual({ now: "both", next: null });
  expect(at(wishes(["de"], ["music"]), [], 0)).toEqual({ now: "anybody", next: null });
});

test("without a link a search does not widen", () => {
  expect(at(wishes(["de"], []), [], 60_000, false)).toEqual({ now: "languages", next: null });
  expect(at(wishes(["de"], []), [5000], 0, false)).toEqual({ now: "languages", next: null });
});

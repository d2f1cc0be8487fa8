import { expect, test } from "vitest";
import { scenes } from "../../stage/scenes.ts";
import type { Moment } from "../conversation/moment.ts";
import { spoken } from "./spoken.ts";

const at = 1_000_000;
const views = scenes(at);
const said = (scene: string, now = at) => spoken(views[scene]!, now, false);

test("every moment but the start page is told, and no sentence twice", () => {
  for (const [name, view] of Object.entries(views)) {
    const sentences = spoken(view, at, false);
    expect([name, new Set(sentences).size]).toEqual([name, sentences.length]);
    if (view.moment.is !== "idle") expect([name, sentences.length > 0]).toEqual([name, true]);
  }
});

test("a counting clock says nothing new, a widening does", () => {
  expect(said("searching", at + 1000)).toEqual(said("searching"));
  expect(said("searching", at + 3000)).not.toEqual(said("searching"));
  expect(said("cooldown", at + 1000)).toEqual(said("cooldown"));
  expect(said("cooldown", at + 60_000)).not.toEqual(said("cooldown"));
});

test("what happens within a talk is added without repeating that one talks", () => {
  expect(said("talking-hints")).toEqual([
    "Connected with someone. Country: Brazil.", "You are muted.", "They can’t hear you: your microphone is silent.", "Poor connection.",
  ]);
});

test("without the server a talk is said to go on, but not while it is broken: mending needs the server", () => {
  const goesOn = "The server is out of reach. Your talk goes on; only finding the next one waits.";
  expect(said("talking-offline")).toContain(goesOn);
  expect(said("talking-mending")).toEqual(expect.arrayContaining(["No connection to the server.", "The line broke. Mending it…"]));
  expect(said("talking-mending")).not.toContain(goesOn);
});

test("a microphone that is back is said to be there, and not who hears it: its owner may be muted, or hold to talk", () => {
  const talking = views["talking"]!.moment as Extract<Moment, { is: "talking" }>;
  const sentences = spoken({ ...views["talking"]!, moment: { ...talking, muted: true, hints: ["microphone-back"] } }, at, false).join(" ");
  expect(sentences).toContain("You are muted. A microphone is there again.");
  expect(sentences).not.toContain("hear you");
});

test("a microphone that gives no sound is told of before a talk, too", () => {
  for (const scene of ["trying-silent", "searching-silent"]) expect([scene, said(scene)]).toEqual([scene, expect.arrayContaining(["Your microphone gives no sound."])]);
  for (const scene of ["trying", "searching"]) expect(said(scene)).not.toContain("Your microphone gives no sound.");
});

test("the first press of skip says that another is needed, only where there is somebody to skip", () => {
  expect(spoken(views["talking"]!, at, true)).toContain("Once more within two seconds to skip.");
  expect(spoken(views["idle"]!, at, true)).toEqual([]);
});

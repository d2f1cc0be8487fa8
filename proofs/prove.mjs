// Runs the tests that prove each promise, and prints what was tried and what was found: prove.mjs [KIND …]. `make prove` calls it.
import { readFileSync } from "node:fs";
import { suites } from "./suites.mjs";

const WIDTH = 120;
const promises = JSON.parse(readFileSync(`${import.meta.dirname}/promises.json`, "utf8"));
const kinds = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(suites);
for (const kind of kinds) {
  if (kind in suites) continue;
  console.error(`prove: no kind of proof is called ${kind}; there are ${Object.keys(suites).join(", ")}`);
  process.exit(2);
}

const time = (ms) => (ms < 1_000 ? `${Math.round(ms)} ms` : ms < 9_950 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 1_000)} s`);
const row = (text, right) => `${text} ${".".repeat(Math.max(2, WIDTH - [...text].length - right.length - 2))} ${right}`;

/** "ReportTest" stands for all its laws, "ReportTest#one" for one, "meeting.spec.ts: words" for those with these words. */
function isOf(law, selector) {
  const [file, words] = selector.split(/: |#/);
  return law.room === selector || (law.room.split(/: |#/)[0] === file && (words === undefined || (!selector.includes("#") && law.room.includes(words))));
}

async function tried(kind) {
  const chosen = promises.flatMap((promise) => promise[kind] ?? []);
  const startedAt = Date.now();
  process.stdout.write(`trying ${kind}: ${chosen.length} proofs … `);
  try {
    const laws = await suites[kind](chosen);
    console.log(time(Date.now() - startedAt));
    return laws;
  } catch ({ message }) {
    console.log(message);
    return [];
  }
}

/** A law with many cases, as one: it holds if all do. */
function together(laws) {
  const byWords = new Map();
  for (const law of laws) byWords.set(law.words, [...(byWords.get(law.words) ?? []), law]);
  return [...byWords.values()].map((cases) => ({
    room: cases.find(({ held }) => !held)?.room,
    words: cases.length > 1 ? `${cases[0].words} (${cases.length} cases)` : cases[0].words,
    held: cases.every(({ held }) => held),
    ms: cases.reduce((sum, { ms }) => sum + ms, 0),
    found: cases.flatMap(({ found }) => found),
  }));
}

/** Its laws, by kind; those of a selector that finds none are one that does not hold. */
function lawsOf(promise, found) {
  return kinds.flatMap((kind) =>
    together(
      (promise[kind] ?? []).flatMap((selector) => {
        const laws = found[kind].filter((law) => isOf(law, selector));
        return laws.length > 0 ? laws : [{ room: selector, words: selector, held: false, ms: 0, found: ["was not tried"] }];
      }),
    ),
  );
}

const found = {};
for (const kind of kinds) found[kind] = await tried(kind);

/** What went wrong beside the chosen laws, as in what all tests of a file share: then nothing of that kind is proven. */
const beside = kinds.flatMap((kind) => found[kind].filter((law) => !law.held && !promises.some((promise) => (promise[kind] ?? []).some((selector) => isOf(law, selector)))));

const table = promises.map((promise) => {
  const laws = lawsOf(promise, found);
  const missing = Object.keys(suites).filter((kind) => promise[kind] && !kinds.includes(kind));
  const state = laws.length === 0 ? "open" : laws.some(({ held }) => !held) ? "BROKEN" : missing.length > 0 ? "partly" : "kept";
  return { ...promise, laws, missing, state, ms: laws.reduce((sum, { ms }) => sum + ms, 0) };
});
for (const { promise, laws, missing, state } of table) {
  console.log(`\n${state.padEnd(6)}  ${promise}`);
  for (const law of laws) {
    console.log(row(`        ${law.held ? "✓" : "✗"} ${law.words}`, time(law.ms)));
    for (const line of [...law.found, ...(law.held ? [] : [`see ${law.room}`])]) console.log(`            → ${line}`);
  }
  if (missing.length > 0) console.log(`        – not tried now: ${missing.join(", ")}`);
}

if (beside.length > 0) console.log("\nBROKEN  beside these");
for (const law of beside) console.log(`        ✗ ${law.words}\n            → ${[...law.found, `see ${law.room}`].join("\n            → ")}`);

console.log(`\n${"═".repeat(WIDTH)}`);
for (const { promise, state, laws, ms } of table) {
  const tried = laws.length > 0 ? `${laws.filter(({ held }) => held).length} of ${laws.length} laws, ${time(ms)}` : "not tried now";
  console.log(row(`${state.padEnd(6)}  ${promise}`, tried));
}
const count = (state) => table.filter((each) => each.state === state).length;
const others = { partly: "as far as they were tried", open: "not tried", BROKEN: "BROKEN" };
const told = Object.entries(others).flatMap(([state, words]) => (count(state) > 0 ? `, ${count(state)} ${words}` : []));
console.log(`\n${count("kept")} of ${table.length} promises kept${told.join("")}.`);
process.exitCode = count("BROKEN") > 0 || beside.length > 0 ? 1 : 0;

// Runs the tests that prove each promise, and prints what was tried and what was found. `make prove` calls it.
import { execFile, execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { promisify } from "node:util";

const home = `${import.meta.dirname}/..`;
const promises = JSON.parse(readFileSync(`${import.meta.dirname}/promises.json`, "utf8"));
const JAVA_ROOMS = ["signaling-node", "protocol-tests", "cluster-tests"];
const run = promisify(execFile);

/** A law that was tried: the test's own name, and whether it held. */
const law = (room, name, held) => ({ room, name, held });

/** Tests may fail: that is told by what they report. What reports nothing at all is trouble of another kind. */
async function tests(command, args, options = {}) {
  const env = { ...process.env, ...options.env };
  const { stdout } = await run(command, args, { cwd: `${home}/${options.folder ?? ""}`, env, maxBuffer: 1 << 28 }).catch((failed) => failed);
  return stdout ?? "";
}

async function server(chosen) {
  const reports = JAVA_ROOMS.map((room) => `${home}/${room}/target/surefire-reports`);
  for (const folder of reports) rmSync(folder, { recursive: true, force: true });
  const select = `-Dtest=${[...new Set(chosen)].join(",")}`;
  const rooms = ["-pl", JAVA_ROOMS.join(","), "-am", "-fae"];
  const said = await tests("mvn", ["--batch-mode", "--no-transfer-progress", "-Dexec.skip", ...rooms, select, "-Dsurefire.failIfNoSpecifiedTests=false", "verify"]);
  const files = reports.flatMap((folder) => listed(folder).map((file) => `${folder}/${file}`)).filter((file) => file.endsWith(".xml"));
  if (files.length === 0) throw new Error(`the server's tests did not run:\n${said.slice(-4_000)}`);
  return files.flatMap((file) => {
    const cases = [...readFileSync(file, "utf8").matchAll(/<testcase name="([^"]*)" classname="(?:[^"]*\.)?(\w+)"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g)];
    return cases.map(([, name, type, inside]) => law(`${type}#${name.replace(/[({[].*/, "")}`, inWords(name), !/<(failure|error|skipped)/.test(inside ?? "")));
  });
}

function listed(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const browsers = (chosen) => playwright(chosen, "playwright.config.ts");

/** Hosts of their own, behind NATs: needs root. */
const networks = (chosen) => playwright(chosen, "nat");

async function playwright(chosen, config) {
  const files = [...new Set(chosen.map((each) => each.split(":")[0]))];
  const report = JSON.parse(await tests("npx", ["--no-install", "playwright", "test", "-c", config, "--reporter=json", ...files], { folder: "browser-tests" }));
  for (const { message } of report.errors) console.log(`  ${message}`);
  return report.suites.flatMap((suite) => suite.specs.map(({ title, ok }) => law(`${suite.title}: ${title}`, title, ok)));
}

async function page(chosen) {
  const report = JSON.parse(await tests("npx", ["--no-install", "vitest", "run", "--reporter=json", ...new Set(chosen)], { folder: "webclient" }));
  const folder = `${execFileSync("pwd", { cwd: `${home}/webclient`, encoding: "utf8" }).trim()}/`;
  return report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => law(name.replace(folder, ""), title, status === "passed")),
  );
}

async function build([script]) {
  const said = await run(script, { cwd: home }).catch((failed) => failed);
  return [law(script, `two clean builds of what is committed are alike, byte for byte. ${said.stdout.trim()}`, !(said instanceof Error))];
}

/** aSocketThatIsGoneIsNotFound → a socket that is gone is not found */
function inWords(name) {
  return name.replace(/\(.*/, "").replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
}

/** "ReportTest" stands for all its laws, "ReportTest#one" for one, "meeting.spec.ts: words" for those with these words. */
const isOf = (law, selector) => {
  const [file, words] = selector.split(/: |#/);
  return law.room === selector || (law.room.startsWith(file) && (words === undefined || (!selector.includes("#") && law.room.includes(words))));
};

const suites = { server, browsers, networks, page, build };
const found = {};
for (const [suite, laws] of Object.entries(suites)) {
  const chosen = promises.flatMap((promise) => promise[suite] ?? []);
  console.log(`trying ${chosen.length} proofs: ${suite} …`);
  found[suite] = await laws(chosen);
}

let broken = 0;
for (const { promise, ...proofs } of promises) {
  const rows = Object.entries(proofs).flatMap(([suite, selectors]) =>
    selectors.flatMap((selector) => {
      const laws = found[suite].filter((law) => isOf(law, selector));
      return laws.length > 0 ? laws : [law(selector, `${selector}: was not tried`, false)];
    }),
  );
  const held = rows.every((row) => row.held);
  broken += held ? 0 : 1;
  console.log(`\n${held ? "kept   " : "BROKEN "} ${promise}`);
  const times = new Map();
  for (const row of rows) {
    const line = `          ${row.held ? "✓" : "✗"} ${row.name}`;
    times.set(line, (times.get(line) ?? 0) + 1);
  }
  for (const [line, count] of times) console.log(count > 1 ? `${line} (${count} ways)` : line);
}
console.log(`\n${promises.length - broken} of ${promises.length} promises kept.`);
process.exitCode = broken > 0 ? 1 : 0;

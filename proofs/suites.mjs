// Each kind of proof: how its tests are run, and what they report as laws.
import { execFile } from "node:child_process";
import { readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { promisify } from "node:util";

const home = realpathSync(`${import.meta.dirname}/..`);
const JAVA_ROOMS = ["cluster", "signaling-node", "protocol-tests", "cluster-tests"];
const MESSAGE_MAX = 300;
/** Of any family: a law with many of them is one law. */
const ADDRESS = /(?<=^| )([\da-fA-F:]*[:.][\da-fA-F:.]*|\S+\.local)(?= )/;
const run = promisify(execFile);

/**
 * A law that was tried. `room`: where its test is; `words`: what it says; `found`: what the test printed as "found: …", and why the
 * law did not hold, if it did not.
 */
const law = (room, words, held, ms, found = []) => ({ room, words, held, ms, found });

/** Tests may fail: that is told by what they report. What reports nothing at all is trouble of another kind. */
async function tests(command, args, folder = "") {
  const { stdout } = await run(command, args, { cwd: `${home}/${folder}`, maxBuffer: 1 << 28 }).catch((failed) => failed);
  return stdout ?? "";
}

async function server(chosen) {
  const reports = JAVA_ROOMS.map((room) => `${home}/${room}/target/surefire-reports`);
  for (const folder of reports) rmSync(folder, { recursive: true, force: true });
  const rooms = ["-pl", JAVA_ROOMS.join(","), "-am", "-fae"];
  const select = [`-Dtest=${[...new Set(chosen)].join(",")}`, "-Dsurefire.failIfNoSpecifiedTests=false"];
  const said = await tests("mvn", ["--batch-mode", "--no-transfer-progress", "-Dexec.skip", ...rooms, ...select, "verify"]);
  const files = reports.flatMap((folder) => listed(folder).map((file) => `${folder}/${file}`)).filter((file) => file.endsWith(".xml"));
  if (files.length === 0) throw new Error(`the server's tests did not run:\n${said.slice(-4_000)}`);
  return files.flatMap((file) => {
    const cases = readFileSync(file, "utf8").matchAll(/<testcase name="([^"]*)" classname="(?:[^"]*\.)?(\w+)"([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g);
    return [...cases].map(([, name, type, attributes, inside = ""]) => {
      const wrong = /<(failure|error|skipped)(?:[^>]*? message="([^"]*))?/.exec(inside);
      const seconds = Number(/ time="([\d.]+)"/.exec(attributes)?.[1] ?? 0);
      return law(`${type}#${name.replace(/[({[].*/, "")}`, inWords(name), !wrong, seconds * 1_000, found(inside, wrong && (wrong[2] ?? wrong[1])));
    });
  });
}

function listed(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** aSocketThatIsGoneIsNotFound → a socket that is gone is not found */
function inWords(name) {
  return name.replace(/[({[].*/, "").replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z])/g, "$1 $2").replace(/([a-uw-z])(\d)/g, "$1 $2").toLowerCase();
}

/** What a test printed as found, each once, and why it failed, if it did. */
function found(printed, wrong) {
  const lines = new Set([...printed.matchAll(/^\s*(?:<system-out><!\[CDATA\[)?found: (.*?)(?:\]\]>.*)?$/gm)].map(([, line]) => line));
  return wrong ? [...lines, plain(wrong)] : [...lines];
}

function plain(message) {
  const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  const text = message.replace(/&(lt|gt|quot|apos|amp|#10);/g, (_, name) => entities[name] ?? "\n").replace(/\u001b\[\d*m/g, "");
  return text.trim().split(/\n\s*\n|\n\tat /)[0].replace(/\s+/g, " ").slice(0, MESSAGE_MAX);
}

const filesOf = (chosen) => [...new Set(chosen.map((each) => each.split(": ")[0]))];

const browsers = (chosen) => playwright(chosen, "playwright.config.ts");

const firefox = (chosen) => playwright(chosen, "firefox");

/** Hosts of their own, behind NATs: needs root. */
const networks = (chosen) => playwright(chosen, "nat");

/** What Playwright calls a test begins with its file. */
const titles = (chosen) => chosen.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(": ", " .*")).join("|");

async function playwright(chosen, config) {
  const said = await tests("npx", ["--no-install", "playwright", "test", "-c", config, "--reporter=json", `--grep=${titles(chosen)}`], "browser-tests");
  const report = JSON.parse(said.slice(said.indexOf("{")));
  if (report.suites.length === 0) throw new Error(`the browsers' tests did not run:\n${report.errors.map(({ message }) => message).join("\n")}`);
  const within = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(within)];
  const outside = report.errors.map(({ message }) => law(`${config}: outside of its tests`, "what all these tests share ends as it should", false, 0, [plain(message)]));
  const laws = report.suites.flatMap((suite) =>
    within(suite).map(({ title, tests }) => {
      const results = tests.flatMap(({ results }) => results);
      const held = results.length > 0 && results.every(({ status }) => status === "passed");
      const printed = results.flatMap(({ stdout }) => stdout.map(({ text }) => text)).join("");
      const wrong = results.flatMap(({ errors }) => errors)[0]?.message;
      const ms = results.reduce((sum, { duration }) => sum + duration, 0);
      return law(`${suite.title}: ${title}`, title, held, ms, found(printed, held ? null : (wrong ?? "was not tried")));
    }),
  );
  return [...laws, ...outside];
}

async function page(chosen) {
  const said = await tests("npx", ["--no-install", "vitest", "run", "--reporter=json", ...filesOf(chosen)], "webclient");
  return JSON.parse(said.slice(said.indexOf("{"))).testResults.flatMap(({ name, message, assertionResults }) => {
    const file = name.replace(`${home}/webclient/`, "");
    if (assertionResults.length === 0) return [law(file, file, false, 0, [plain(message)])];
    return assertionResults.map(({ fullName, status, duration, failureMessages }) =>
      law(`${file}: ${fullName}`, fullName.replace(ADDRESS, "an address"), status === "passed", duration ?? 0, failureMessages.slice(0, 1).map(plain)),
    );
  });
}

async function build([script]) {
  const startedAt = Date.now();
  const { stdout, code } = await run(script, { cwd: home }).catch((failed) => failed);
  const lines = stdout.trim().split("\n");
  const alike = code === undefined && lines.some((line) => line.startsWith("both: "));
  return [law(script, "two clean builds of what is committed are alike, byte for byte", alike, Date.now() - startedAt, alike ? lines : [plain(lines.at(-1))])];
}

export const suites = { page, build, server, browsers, firefox, networks };

import { execFileSync } from "node:child_process";

/**
 * Prints Lighthouse's four categories, of 100 each, for every page of a server that runs: `npm run lighthouse -- http://localhost:8080`.
 * On an idle machine, that is: it measures time. Lighthouse is heavy and no dependency of this; npx fetches it.
 */
const origin = process.argv[2] ?? "http://localhost:8080";
const chromium = execFileSync("../config/find-chromium", { cwd: import.meta.dirname, encoding: "utf8" }).trim();
const flags = `--headless=new${process.getuid?.() === 0 ? " --no-sandbox" : ""}`;

for (const page of ["/", "/how", "/safety", "/privacy", "/faq", "/diagnosis"]) {
  const { categories, audits } = lighthouse(origin + page);
  const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
  console.log(`${page.padEnd(11)} ${scores.join("  ")}`);
  for (const { id, weight } of Object.values(categories).flatMap(({ auditRefs }) => auditRefs)) {
    const { score, title, displayValue = "" } = audits[id];
    if (weight > 0 && score !== null && score < 0.9) console.log(`${" ".repeat(12)}${title}: ${displayValue}`);
  }
}

function lighthouse(url) {
  const options = ["--quiet", `--chrome-flags=${flags}`, "--output=json", "--output-path=stdout"];
  const settings = { encoding: "utf8", maxBuffer: 2 ** 26, stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, CHROME_PATH: chromium } };
  return JSON.parse(execFileSync("npx", ["--yes", "lighthouse@12.8.2", url, ...options], settings));
}

/**
 * Builds the page of scripted moments, serves it under the real policy headers, and for every moment, static page, theme and
 * width takes a screenshot and asks axe. Fails on any violation, on any line in the browser's console and on sideways scrolling.
 * Usage: npm run shots [-- words of scene names]. Pictures: stage/shots/<theme>-<width>/<name>.png
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { serve } from "./serve.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const only = process.argv.slice(2);
const widths = [[320, 568], [390, 844], [1280, 800]];
const problems = [];

await build({ root: `${here}..`, mode: "stage", logLevel: "warn" });
const server = await serve(`${here}dist`);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

try {
  const names = await sceneNames();
  for (const theme of ["dark", "light"]) {
    for (const [width, height] of widths) await look(theme, width, height, names);
  }
} finally {
  await browser.close();
  server.close();
}
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? "every state looked at, nothing found" : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

async function sceneNames() {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/stage`);
  const links = await page.locator("#app a").allTextContents();
  await page.close();
  const paths = links.map((name) => [name, `/stage?scene=${name}`]);
  const still = ["stage", "how", "safety", "privacy", "faq"].map((name) => [`page-${name}`, `/${name}`]);
  const mirrored = ["idle", "talking-chat", "searching"].map((name) => [`rtl-${name}`, `/stage?scene=${name}&dir=rtl`]);
  const calm = ["talking"].map((name) => [`calm-${name}`, `/stage?scene=${name}`]);
  return [...paths, ...still, ...mirrored, ...calm].filter(([name]) => only.length === 0 || only.some((word) => name.includes(word)));
}

async function look(theme, width, height, names) {
  for (const [name, path] of names) {
    const context = await browser.newContext({
      viewport: { width, height }, colorScheme: theme, locale: "en",
      reducedMotion: name.startsWith("calm") ? "reduce" : "no-preference", javaScriptEnabled: name !== "page-stage",
    });
    const page = await context.newPage();
    const where = `${name} ${theme} ${width}:`;
    page.on("console", (message) => problems.push(`${where} console: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`${where} ${error.message}`));
    page.on("request", (request) => request.url().startsWith(server.origin) || problems.push(`${where} foreign host ${request.url()}`));
    await page.goto(server.origin + path);
    if (name.startsWith("page-")) await page.waitForLoadState();
    else await page.locator("[role=status]").waitFor({ state: "attached" });
    await page.waitForTimeout(350); // lets the voices' shapes settle
    await page.screenshot({ path: `${here}shots/${theme}-${width}/${name}.png`, fullPage: true });
    if (name !== "page-stage") await judge(page, where); // axe is a script; the same words are judged as "idle"
    await context.close();
  }
}

async function judge(page, where) {
  const found = await page.evaluate(`${axe}; axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { "color-contrast-enhanced": { enabled: true } } })`);
  for (const violation of found.violations) {
    problems.push(`${where} ${violation.id}: ${violation.nodes.map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  }
  const sideways = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  if (sideways > 0) problems.push(`${where} scrolls sideways by ${sideways}px`);
  const small = await page.evaluate(`[...document.querySelectorAll("button, input, summary, .links a")].filter((it) => it.checkVisibility()).map((it) => (it.closest("label") ?? it).getBoundingClientRect()).filter((box) => box.height > 2 && (box.height < 43.9 || box.width < 43.9)).length`);
  if (small > 0) problems.push(`${where} ${small} targets under 44 px`);
}

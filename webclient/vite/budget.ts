import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin, ResolvedConfig } from "vite";

/**
 * Fails the build when what the first visit to `page` loads is heavier than promised. Counts the page itself, every
 * local file that it, or a script it loads, names by path, and of the files named like `oneOf` the heaviest, since each reader
 * fetches one of them; gzip, the heavier of the two encodings we serve; kB = 1000 bytes.
 */
export function budget(limit: { page: string; oneOf: RegExp; scriptKb: number; allKb: number }): Plugin {
  let config: ResolvedConfig;
  return {
    name: "budget",
    apply: "build",
    enforce: "post",
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle: {
      sequential: true,
      order: "post",
      handler() {
        const dist = join(config.root, config.build.outDir);
        const weights = new Map([...firstLoad(dist, limit.page), heaviest(dist, limit.oneOf)]);
        const all = sum([...weights.values()]);
        const script = sum([...weights].filter(([name]) => name.endsWith(".js")).map(([, bytes]) => bytes));
        const lines = [...weights].map(([name, bytes]) => `  ${kb(bytes).padStart(6)} kB  ${name}`);
        // not by Vite's logger: the build silences its list of files
        console.log(`first load, gzip:\n${lines.join("\n")}`);
        console.log(`  script ${kb(script)} of ${limit.scriptKb} kB, all ${kb(all)} of ${limit.allKb} kB`);
        if (script > limit.scriptKb * 1000) throw new Error(`script is over its budget of ${limit.scriptKb} kB`);
        if (all > limit.allKb * 1000) throw new Error(`first load is over its budget of ${limit.allKb} kB`);
      },
    },
  };
}

/** Every file of the first load with its compressed size; a script's static imports are followed, dynamic ones are not. */
function firstLoad(dist: string, page: string): Map<string, number> {
  const weights = new Map<string, number>();
  const visit = (name: string): void => {
    if (weights.has(name)) return;
    const content = readFileSync(join(dist, name));
    weights.set(name, weight(content));
    for (const next of named(name, content.toString("utf8"))) visit(next);
  };
  visit(page);
  return weights;
}

function heaviest(dist: string, oneOf: RegExp): [name: string, bytes: number] {
  const names = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => oneOf.test(name));
  const weights = names.map((name): [string, number] => [name, weight(readFileSync(join(dist, name)))]);
  if (weights.length === 0) throw new Error(`nothing is named like ${oneOf}`);
  return weights.reduce((one, other) => (other[1] > one[1] ? other : one));
}

function weight(content: Buffer): number {
  return gzipSync(content, { level: 9 }).length;
}

function named(name: string, text: string): string[] {
  if (name.endsWith(".html")) return [...text.matchAll(/(?:src|href)="\/([^"]+\.\w+)"/g)].map((match) => match[1]!);
  if (name.endsWith(".js")) return [...text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].map((match) => `assets/${match[1]!}`);
  return [];
}

function sum(bytes: number[]): number {
  return bytes.reduce((total, it) => total + it, 0);
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

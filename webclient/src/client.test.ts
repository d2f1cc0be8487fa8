import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { build } from "vite";
import { expect, test } from "vitest";
import { FakeClock, ScriptedServer, WELCOME } from "../test/fakes.ts";

const src = import.meta.dirname;
const library = join(src, "../client");

test("the library imports nothing of the page, and no package", () => {
  const files = reached(join(src, "client.ts"));
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) expect(file).toMatch(/^(client\.ts$|protocol\/|signaling\/|call\/)/);
});

test("the library is one module that runs by itself, and finds its server's welcome", async () => {
  const [built] = [await build({ configFile: join(library, "vite.config.ts"), logLevel: "silent", build: { write: false } })].flat();
  const chunks = (built as { output: { type: string; code: string; imports: string[]; dynamicImports: string[] }[] }).output;
  expect(chunks.map(({ imports, dynamicImports }) => [imports, dynamicImports])).toEqual([[[], []]]);

  const { Signaling } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(chunks[0]!.code)}`)) as typeof import("./client.ts");
  const server = new ScriptedServer();
  const links: string[] = [];
  const parts = { url: "ws://node/signal", clock: new FakeClock(), random: () => 0, WebSocket: server.WebSocket };
  const signaling = new Signaling(parts, { link: (state) => links.push(state.is), message: () => {}, signal: () => {}, movable: () => true });
  signaling.open();
  server.latest.says(WELCOME);
  expect(links).toEqual(["opening", "open"]);
  expect(signaling.send({ type: "join" })).toBe(true);
});

test("the README's example is the one that is compiled, and some twenty lines long", () => {
  const example = readFileSync(join(library, "example.ts"), "utf8");
  expect(readFileSync(join(library, "README.md"), "utf8")).toContain(`\`\`\`ts\n${example}\`\`\``);
  expect(example.trim().split("\n").length).toBeLessThan(26);
});

test("the library's package asks for no other", () => {
  const manifest = JSON.parse(readFileSync(join(library, "package.json"), "utf8")) as Record<string, unknown>;
  expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
});

/** Every file that this one imports, and those import, by its path within src; a bare name is kept as it is. */
function reached(from: string, known = new Set<string>()): string[] {
  const name = relative(src, from);
  if (known.has(name)) return [];
  known.add(name);
  for (const [, named, loaded] of readFileSync(from, "utf8").matchAll(/^(?:import|export) (?:[^;"]*? from )?"([^"]+)";|import\("([^"]+)"\)/gm)) {
    const path = (named ?? loaded)!;
    if (path.startsWith(".")) reached(join(dirname(from), path), known);
    else known.add(path);
  }
  return [...known];
}
